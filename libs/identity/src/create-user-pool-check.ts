import type { Log } from '@lambda-nest/log';
import { AccountUnknown } from './account.errors.ts';
import type { Claims } from './claims.ts';
import type { AccountCheck, AccountState } from './create-account-check.ts';
import { isMachine } from './is-machine.ts';
import { rememberFor } from './remember-for.ts';

/** What a user pool knows of a user at the moment. */
export type PoolAccount = Readonly<{ isEnabled: boolean; groups: readonly string[] }>;

export type UserPoolCheckOptions = Readonly<{
  /** Asks the pool for a user by name; `undefined`: there is none. */
  find: (username: string) => Promise<PoolAccount | undefined>;
  /** Milliseconds for which a response is used, counted from the question: 0 to 5000. Default 5000. */
  ttlMs?: number;
  /** Most users that are remembered. Default 1000. */
  maxEntries?: number;
  /** Milliseconds since 1970. Default: the system's clock. */
  clock?: () => number;
  /** Told why a user cannot be looked up. */
  log?: Pick<Log, 'warn'>;
}>;

/**
 * Makes the check whether the user of a Cognito token is still enabled, and still in the groups that the token names. A token that names a
 * group more is as good as revoked. Sessions that were ended leave no trace that could be asked for: such a token counts until it expires.
 *
 * One question at a time for each user; the response serves for 5 seconds at most. Programs have no user.
 *
 * @throws TypeError when an option is wrong
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export function createUserPoolCheck(options: UserPoolCheckOptions): AccountCheck {
  const { find, ttlMs = 5_000, maxEntries = 1_000, clock = () => Date.now(), log } = options;
  if (!(ttlMs >= 0 && ttlMs <= 5_000)) throw new TypeError('ttlMs must be 0 to 5000.');
  const look = rememberFor(ttlMs, { maxEntries, clock }, async (key) => {
    try {
      const [username] = JSON.parse(key) as [string];
      return await find(username);
    } catch (error) {
      const { name } = error as { name?: unknown };
      const reason = typeof name === 'string' && /^\w{1,64}$/.test(name) ? name : 'unknown';
      log?.warn('The account of a caller cannot be looked up.', { reason });
      throw new AccountUnknown();
    }
  });
  return {
    check: async (claims): Promise<AccountState> => {
      if (isMachine(claims)) return 'active';
      const groups = groupsOf(claims);
      // With the groups: who was just given another one has a new token, and must not be judged by what was known before.
      const account = await look(JSON.stringify([usernameOf(claims), ...groups.toSorted()]));
      if (!account) return 'deleted';
      if (!account.isEnabled) return 'disabled';
      return groups.every((name) => account.groups.includes(name)) ? 'active' : 'revoked';
    },
  };
}

/** Access and ID tokens have different names for it. Cognito takes the `sub` in its place, for users of its own. */
function usernameOf({ sub, username, 'cognito:username': idUsername }: Claims): string {
  const name = username ?? idUsername;
  return typeof name === 'string' ? name : sub;
}

function groupsOf({ 'cognito:groups': groups }: Claims): readonly string[] {
  return Array.isArray(groups) ? groups.map(String) : [];
}
