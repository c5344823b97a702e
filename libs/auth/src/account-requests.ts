import {
  isError,
  InvalidToken,
  loadAccountMail,
  loadAccounts,
  loadSignUp,
  SignInRejected,
  SignInUnavailable,
  TooManyAttempts,
  type AccountMailOptions,
  type AccountsOptions,
  type SignIn,
  type TokenVerifier,
} from '@lambda-nest/identity';
import type { Log, LogFields } from '@lambda-nest/log';
import { ERRORS, Problem } from '@lambda-nest/problem';
import { hashAccount } from './hash-account.ts';
import { MemoryFailureStore } from './memory-failure.store.ts';
import { networkOf } from './network-of.ts';

export type AccountRequestsOptions = Readonly<{
  mail: AccountMailOptions;
  accounts: AccountsOptions;
  signIn: SignIn;
  verifier: TokenVerifier;
  /** Name of the identity provider's project, for hashes of accounts. */
  scope: string;
  log: Log;
}>;

const WINDOW_MS = 5 * 60_000;

/** Mails in a window: to one account, and asked for from one network. Others are not sent, and the caller is not told. */
const MAX_MAILS = { account: 5, network: 20 } as const;

/** What people without a token ask for their accounts. No response says whether there is such an account. */
export class AccountRequests {
  readonly #options: AccountRequestsOptions;
  readonly #mails = new MemoryFailureStore({ windowMs: WINDOW_MS });

  constructor(options: AccountRequestsOptions) {
    this.#options = options;
  }

  /** @param address of the client, `''` when it is not known */
  async resetPassword(email: string, address: string): Promise<void> {
    await this.#once('password reset', { email, address }, async () =>
      (await loadAccountMail(this.#options.mail)).sendPasswordReset(email),
    );
  }

  async signUp(email: string, password: string, address: string): Promise<void> {
    await this.#once('sign-up', { email, address }, async () =>
      (await loadSignUp(this.#options.mail)).create({ email, password }),
    );
  }

  /** @param idToken verified by the guard */
  async verifyEmail(idToken: string, subject: string): Promise<void> {
    await this.#once('verification', { email: `subject ${subject}`, address: '' }, async () =>
      (await loadAccountMail(this.#options.mail)).sendVerification(idToken),
    );
  }

  /** Firebase ends all sessions of the account, and never one alone. A token that is no good is none to end (RFC 7009 §2.2). */
  async revoke(token: string): Promise<void> {
    const subject = await this.#subjectOf(token);
    if (subject === undefined) return;
    try {
      await (await loadAccounts(this.#options.accounts)).revokeRefreshTokens(subject);
      this.#options.log.info('sessions revoked', { subject });
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code === 'auth/user-not-found') return;
      throw isOfProvider(error) ? unavailable(error) : error;
    }
  }

  async #subjectOf(token: string): Promise<string | undefined> {
    try {
      if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return (await this.#options.verifier.verify(token)).sub;
      return (await this.#options.signIn.withRefreshToken(token)).localId;
    } catch (error) {
      if (isError(error, InvalidToken) || isError(error, SignInRejected)) return undefined;
      throw isError(error, SignInUnavailable) || isError(error, TooManyAttempts) ? unavailable(error) : error;
    }
  }

  async #once(
    what: string,
    { email, address }: Readonly<{ email: string; address: string }>,
    send: () => Promise<void>,
  ): Promise<void> {
    const { scope, log } = this.#options;
    const about: LogFields = { account: hashAccount(email, scope) };
    if (!(await this.#mayMail(email, address))) return log.warn(`${what} withheld`, about);
    try {
      await send();
      log.info(`${what} requested`, about);
    } catch (error) {
      if (isError(error, SignInUnavailable)) throw unavailable(error);
      // Whatever Google has against this account: the caller is not to learn it.
      if (isError(error, SignInRejected))
        return log.warn(`${what} failed`, { ...about, reason: error.reason });
      if (isError(error, TooManyAttempts)) return log.warn(`${what} withheld`, { ...about, by: 'provider' });
      throw error;
    }
  }

  async #mayMail(email: string, address: string): Promise<boolean> {
    const network = networkOf(address);
    const keys = [`account ${email.trim().toLowerCase()}`, ...(network ? [`network ${network}`] : [])];
    const [account, ofNetwork] = await this.#mails.read(keys);
    const isWithin = (account?.count ?? 0) < MAX_MAILS.account && (ofNetwork?.count ?? 0) < MAX_MAILS.network;
    await this.#mails.add(keys);
    return isWithin;
  }
}

function isOfProvider(error: unknown): boolean {
  const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
  return /^(?:auth|app)\/[a-z-]+$/.test(code);
}

function unavailable(cause: unknown): Problem {
  return new Problem({
    ...ERRORS.providerUnavailable,
    cause,
  });
}
