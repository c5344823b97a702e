import { parseToken } from '../../apps/local/src/authorizer/parse-token.ts';
import type { Caller } from '../../libs/access/src/decide.ts';
import { readRoles } from '../../libs/access/src/read-roles.ts';
import type { Claims } from '../../libs/identity/src/claims.ts';
import { isMachine } from '../../libs/identity/src/is-machine.ts';
import { readScopes } from '../../libs/identity/src/read-scopes.ts';

/** A token of a real identity provider, from the environment. */
export type GivenToken = Readonly<{
  /** `ADMIN` of `CONFORMANCE_TOKEN_ADMIN`. */
  name: string;
  token: string;
  claims: Claims;
  /** Claim that holds its roles. */
  rolesClaim: string;
  /** Absent for a token that nobody may accept. */
  caller?: Caller;
}>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables with good tokens, and with those nobody may accept: of another project, for another audience, revoked. */
const GOOD = /^CONFORMANCE_TOKEN_(\w+)$/;
const REFUSED = /^CONFORMANCE_REFUSED_TOKEN_(\w+)$/;

/**
 * Reads the tokens a deployment is called with, from variables named `CONFORMANCE_TOKEN_…` and
 * `CONFORMANCE_REFUSED_TOKEN_…`. Roles are read from the claim that `JWT_AUTHORIZATION_GROUPS_ATTR_NAME` names, as the
 * application reads them.
 *
 * @throws TypeError for a token that cannot be used, naming its variable and never its value
 */
export function readTokens(environment: Environment, now = Date.now() / 1000): readonly GivenToken[] {
  const rolesClaim = environment['JWT_AUTHORIZATION_GROUPS_ATTR_NAME'] ?? 'groups';
  return Object.entries(environment).flatMap(([variable, value]): GivenToken[] => {
    const token = value?.trim();
    const [name, refused] = [GOOD.exec(variable)?.[1], REFUSED.exec(variable)?.[1]];
    if (!token || (name ?? refused) === undefined) return [];
    const claims = readClaims(token);
    if (!claims) throw new TypeError(`${variable} is no JWT. Set it to the bearer token alone.`);
    if (refused !== undefined) return [{ name: refused, token, claims, rolesClaim }];
    if (claims.exp <= now) {
      throw new TypeError(
        `${variable} has expired. Get a new token, or name it CONFORMANCE_REFUSED_TOKEN_${name}.`,
      );
    }
    return [{ name: name ?? '', token, claims, rolesClaim, caller: callerOf(claims, rolesClaim) }];
  });
}

/** Whom a good token makes known. */
export function callerOf(claims: Claims, rolesClaim: string): Caller {
  return { roles: isMachine(claims) ? [] : readRoles(claims, rolesClaim), scopes: readScopes(claims) };
}

/** The payload of a token, unverified; `undefined` for something that is no JWT. */
export function readClaims(token: string): Claims | undefined {
  return parseToken(token)?.claims as Claims | undefined;
}
