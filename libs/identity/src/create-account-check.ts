import type { Log } from '@lambda-nest/log';
import { AccountUnknown } from './account.errors.ts';
import type { Claims } from './claims.ts';
import { loadAccounts } from './load-accounts.ts';
import type { Accounts, AccountsOptions } from './load-accounts.ts';
import { readEmulatorOrigin } from './read-emulator-origin.ts';
import { rememberFor } from './remember-for.ts';

/** `revoked`: the user signed in before the moment from which the project wants new sign-ins. */
export type AccountState = 'active' | 'disabled' | 'deleted' | 'revoked';

export interface AccountCheck {
  /**
   * The present state of the account a verified token belongs to.
   *
   * @param token the same token as text, for a provider that is asked about tokens and not about accounts
   * @throws AccountUnknown when it cannot be known (503): never taken for `active`
   */
  check(claims: Claims, token: string): Promise<AccountState>;
}

export type AccountCheckOptions = AccountsOptions &
  Readonly<{
    /** Milliseconds for which an answer is used, counted from the question: 0 to 5000. Default 5000. */
    ttlMs?: number;
    /** Milliseconds after which the wait ends. Default 5000. */
    timeoutMs?: number;
    /** Most accounts that are remembered. Default 1000. */
    maxEntries?: number;
    /** Milliseconds since 1970. Default: the system's clock. */
    clock?: () => number;
    /** Told why an account cannot be looked up. */
    log?: Pick<Log, 'warn'>;
    /** Opens the users of the project, once, on first use. Default: firebase-admin. */
    loadAuth?: (options: AccountsOptions) => Promise<Accounts>;
  }>;

type Account = Awaited<ReturnType<Accounts['getUser']>> | 'deleted';

/**
 * Makes the check whether a caller's account is still good: what an ID token cannot say in the hour it lives.
 *
 * One question at a time for each account; the answer serves for 5 seconds at most, so a user who is disabled, deleted
 * or signed out everywhere is out within that time. Remembered by user, never by the text of a token.
 *
 * @throws TypeError when an option is wrong
 * @see https://firebase.google.com/docs/auth/admin/manage-sessions#detect_id_token_revocation
 */
export function createAccountCheck(
  options: AccountCheckOptions,
): Readonly<{ check(claims: Claims): Promise<AccountState> }> {
  const { ttlMs = 5_000, timeoutMs = 5_000, maxEntries = 1_000, clock = () => Date.now(), log } = options;
  const { loadAuth = loadAccounts } = options;
  if (!(ttlMs >= 0 && ttlMs <= 5_000)) throw new TypeError('ttlMs must be 0 to 5000.');
  if (options.emulatorHost !== undefined) readEmulatorOrigin(options.emulatorHost);
  const look = rememberFor(ttlMs, { maxEntries, clock }, lookUp);
  let loading: Promise<Accounts> | undefined;

  async function lookUp(uid: string): Promise<Account> {
    try {
      loading ??= loadAuth(options);
      // A load that failed is tried again with the next look-up.
      loading.catch(() => (loading = undefined));
      return await within(
        timeoutMs,
        loading.then((accounts) => accounts.getUser(uid)),
      );
    } catch (error) {
      const code = codeOf(error);
      if (code === 'auth/user-not-found') return 'deleted';
      log?.warn('The account of a caller cannot be looked up.', { reason: code ?? 'unknown' });
      throw new AccountUnknown();
    }
  }

  return {
    check: async ({ sub, auth_time: signedInAt }) => {
      const account = await look(sub);
      if (account === 'deleted') return 'deleted';
      if (account.disabled) return 'disabled';
      return isRevoked(account.tokensValidAfterTime, signedInAt) ? 'revoked' : 'active';
    },
  };
}

/** Both moments are whole seconds; a moment that cannot be read revokes. */
function isRevoked(validAfter: string | undefined, signedInAt: unknown): boolean {
  if (validAfter === undefined) return false;
  return !(typeof signedInAt === 'number' && signedInAt * 1000 >= Date.parse(validAfter));
}

/** `auth/…` of a firebase-admin error, `time_out` of our own: nothing else of an error is fit to be shown. */
function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
  return /^[a-z-]+\/[a-z-]+$|^time_out$/.test(code) ? code : undefined;
}

async function within<T>(timeout: number, result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      reject,
      timeout,
      Object.assign(new Error('No response in time.'), { code: 'time_out' }),
    );
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
