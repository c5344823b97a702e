/** Who a caller is: token verification, Firebase sign-in and user look-up. */
import type { AccountMail, AccountMailOptions } from './account-mail.ts';
import type { AccountCheck } from './create-account-check.ts';
import type { IntrospectionOptions } from './create-introspection.ts';
import type { UserPoolCheckOptions } from './create-user-pool-check.ts';
import type { SignUp } from './create-sign-up.ts';
export { AccountUnknown } from './account.errors.ts';
export { isError, type CodedError } from './is-error.ts';
export { isAlgorithm, isVerifiedByGateway, type Algorithm } from './algorithms.ts';
export { CLOCK_TOLERANCE, type Preset } from './check-claims.ts';
export type { Claims } from './claims.ts';
export {
  createAccountCheck,
  type AccountCheck,
  type AccountCheckOptions,
  type AccountState,
} from './create-account-check.ts';
export {
  createSignIn,
  type PasswordTokens,
  type SignIn,
  type SignInOptions,
  type Tokens,
} from './create-sign-in.ts';
export {
  createTokenVerifier,
  createTokenVerifiers,
  type TokenVerifierOptions,
} from './create-token-verifier.ts';
export { loadAccounts, type AccountsOptions } from './load-accounts.ts';
export { isLoopback } from './is-loopback.ts';
export { isMachine } from './is-machine.ts';
export { FIREBASE_PROJECT_ID, presetFor, type IssuerPreset, type IssuerSettings } from './issuer.presets.ts';
export type { SignInEndpoints } from './discover-sign-in.ts';
export { findIssuerViolation, findKeyAddressViolation } from './issuer-forms.ts';
export { readScopes } from './read-scopes.ts';
export { SignInRejected, SignInUnavailable, TooManyAttempts } from './sign-in.errors.ts';
export { InvalidToken, KeysUnavailable, type InvalidTokenReason } from './token.errors.ts';
export { TOKEN_KINDS, type TokenKind } from './token-kind.ts';
/** Loaded with the first question: nothing of it is needed at start. */
export const loadIntrospection = async (options: IntrospectionOptions): Promise<AccountCheck> =>
  (await import('./create-introspection.ts')).createIntrospection(options);
/** Loaded where the accounts of a user pool are looked up, and nowhere else. */
export const loadUserPoolCheck = async (options: UserPoolCheckOptions): Promise<AccountCheck> =>
  (await import('./create-user-pool-check.ts')).createUserPoolCheck(options);
export type { PoolAccount, UserPoolCheckOptions } from './create-user-pool-check.ts';
export type { IntrospectionOptions } from './create-introspection.ts';
/** Loaded with what it needs when it is called: nothing of it is needed at start. */
export const discoverSignIn = async (issuer: string, address?: string) =>
  (await import('./discover-sign-in.ts')).discoverSignIn(issuer, address);
/** Loaded when it is called: a start needs no mail. */
export const loadAccountMail = async (options: AccountMailOptions): Promise<AccountMail> =>
  (await import('./account-mail.ts')).createAccountMail(options);
/** Loaded when it is called, as mail is. */
export const loadSignUp = async (options: AccountMailOptions): Promise<SignUp> =>
  (await import('./create-sign-up.ts')).createSignUp(options);
export type { SignUp } from './create-sign-up.ts';
export type { AccountMail, AccountMailOptions } from './account-mail.ts';
export type { TokenVerifier } from './token.verifier.ts';
