import { type Claims, isMachine } from '@lambda-nest/identity/claims';
import type { Log } from '@lambda-nest/log';
import { findLists } from './find-lists.ts';
import { findClaim } from './read-roles.ts';
import type { GrantRules } from './read-grants.ts';

/** Users without any role are normal; that many in a row, and none with one, are not. */
const MIN_CALLERS = 3;
/** Ways to arrays of text that are named, at most. */
const MAX_NAMED = 5;

/**
 * Warns, once, when the tokens of several users were verified and none of them has the configured claim for roles: a
 * misspelt claim takes every caller's roles away, and nothing else tells. Names the claims that do hold lists of names, never
 * what is in them.
 */
export class MissingRolesWatch {
  readonly #log: Pick<Log, 'warn'>;
  #callers: Set<string> | undefined = new Set();

  constructor(log: Pick<Log, 'warn'>) {
    this.#log = log;
  }

  /** Takes note of a verified token that was sent to a route for roles. */
  see(claims: Claims, { rolesClaim }: GrantRules): void {
    if (!this.#callers || isMachine(claims)) return;
    if (findClaim(claims, rolesClaim) !== undefined) {
      this.#callers = undefined;
      return;
    }
    this.#callers.add(`${claims.iss} ${claims.sub}`);
    if (this.#callers.size < MIN_CALLERS) return;
    this.#callers = undefined;
    this.#log.warn(WARNING, { claim: rolesClaim, listsFound: findLists(claims).slice(0, MAX_NAMED) });
  }
}

const WARNING =
  'No verified token has had the claim for roles, so that no caller has a role. Set JWT_AUTHORIZATION_GROUPS_ATTR_NAME ' +
  'to the claim, or to the way to it (realm_access.roles), or have the provider write it.';
