import type { AccountCheck, Claims, TokenVerifier } from '@lambda-nest/identity';
import type { Log } from '@lambda-nest/log';
import type { GrantRules } from './read-grants.ts';

/** Injection token of {@link AccessOptions}. */
export const ACCESS_OPTIONS = Symbol.for('lambda-nest:access:options');

/** What both guards are told. The rules of the options themselves are those of every issuer without rules of its own. */
export type AccessOptions = GrantRules &
  Readonly<{
    /** Who verifies bearer tokens. */
    verifier: TokenVerifier;
    /** Rules of issuers that say it elsewhere, by `iss`. */
    issuers?: ReadonlyMap<string, GrantRules> | undefined;
    /** Looks accounts up on routes that only `checkedRoles` open. Absent: a token counts until it expires. */
    accounts?: AccountCheck;
    /** Whether this is a token of an account that can be looked up. Default: every token is. */
    hasAccount?: (claims: Claims) => boolean;
    /** Roles whose routes also look the account up, so that revocation takes effect within seconds. Default none. */
    checkedRoles?: readonly string[];
    log: Log;
  }>;
