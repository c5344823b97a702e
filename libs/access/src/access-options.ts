import type { AccountCheck, Claims, TokenVerifier } from '#identity';
import type { Log } from '#log';

/** Injection token of {@link AccessOptions}. */
export const ACCESS_OPTIONS = Symbol('access:options');

export type AccessOptions = Readonly<{
  /** Who verifies bearer tokens. */
  verifier: TokenVerifier;
  /** Claim that holds the caller's roles, taken literally; checked by `findRoleClaimFault` at start. */
  rolesClaim: string;
  /** Tells tokens of machines (client credentials): they have scopes, never roles. Default: nobody is a machine. */
  isMachine?: (claims: Claims) => boolean;
  /** Looks accounts up on routes that only `checkedRoles` open. Absent: a token counts until it expires. */
  accounts?: AccountCheck;
  /** Roles whose routes also look the account up, so that revocation takes effect within seconds. Default none. */
  checkedRoles?: readonly string[];
  log: Log;
}>;
