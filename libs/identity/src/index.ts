/** Who a caller is: token verification, Firebase sign-in and user look-up. */
export { AccountUnknown } from './account.errors.ts';
export type { Preset } from './check-claims.ts';
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
export { createTokenVerifier, type TokenVerifierOptions } from './create-token-verifier.ts';
export { isLoopback } from './is-loopback.ts';
export { isMachine } from './is-machine.ts';
export { presetFor, type IssuerPreset, type IssuerSettings } from './issuer.presets.ts';
export { readScopes } from './read-scopes.ts';
export { SignInRefused, SignInUnavailable, TooManyAttempts } from './sign-in.errors.ts';
export { InvalidToken, KeysUnavailable, type InvalidTokenCode } from './token.errors.ts';
export type { TokenVerifier } from './token.verifier.ts';
