import { parseToken } from '@lambda-nest/gateway/model';
import { type Caller, parseRoleNames, readGrants, type GrantRules } from '@lambda-nest/access/policy';
import type { Claims } from '@lambda-nest/identity/claims';

/** A token of a real identity provider, from the environment. */
export type GivenToken = Readonly<{
  /** `ADMIN` of `CONFORMANCE_TOKEN_ADMIN`. */
  name: string;
  token: string;
  claims: Claims;
  /** Claim that holds its roles. */
  rolesClaim: string;
  /** Absent for a token that must be rejected. */
  caller?: Caller;
}>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables with good tokens, and with those that must be rejected: of another project, for another audience, revoked. */
const GOOD = /^CONFORMANCE_TOKEN_(\w+)$/;
const REJECTED = /^CONFORMANCE_REJECTED_TOKEN_(\w+)$/;

/**
 * Reads the tokens a deployment is called with, from variables named `CONFORMANCE_TOKEN_…` and
 * `CONFORMANCE_REJECTED_TOKEN_…`. Roles and scopes are read where the variables of the application say, as it reads them.
 *
 * @throws TypeError for a token that cannot be used, naming its variable and never its value
 */
export function readTokens(environment: Environment, now = Date.now() / 1000): readonly GivenToken[] {
  const grants = readRules(environment);
  const { rolesClaim } = grants;
  return Object.entries(environment).flatMap(([variable, value]): GivenToken[] => {
    const token = value?.trim();
    const [name, rejected] = [GOOD.exec(variable)?.[1], REJECTED.exec(variable)?.[1]];
    if (!token || (name ?? rejected) === undefined) return [];
    const claims = readClaims(token);
    if (!claims) throw new TypeError(`${variable} is no JWT. Set it to the bearer token alone.`);
    if (rejected !== undefined) return [{ name: rejected, token, claims, rolesClaim }];
    if (claims.exp <= now) {
      throw new TypeError(
        `${variable} has expired. Get a new token, or name it CONFORMANCE_REJECTED_TOKEN_${name}.`,
      );
    }
    return [{ name: name ?? '', token, claims, rolesClaim, caller: readGrants(claims, grants) }];
  });
}

function readRules(environment: Environment): GrantRules {
  const {
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME: rolesClaim = 'groups',
    JWT_ROLE_NAMES: names,
    JWT_SCOPE_CLAIMS: scopeClaims,
    JWT_MACHINE_ROLES: machines,
  } = environment;
  return {
    rolesClaim,
    machinesHaveRoles: machines === 'on',
    ...(names ? { roleNames: parseRoleNames(names) } : {}),
    ...(scopeClaims ? { scopeClaims: scopeClaims.split(',').map((name) => name.trim()) } : {}),
  };
}

/** The payload of a token, unverified; `undefined` for something that is no JWT. */
export function readClaims(token: string): Claims | undefined {
  return parseToken(token)?.claims as Claims | undefined;
}
