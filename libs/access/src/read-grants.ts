import { type Claims, isMachine, readScopes } from '@lambda-nest/identity/claims';
import type { Caller } from './decide.ts';
import { readRoles } from './read-roles.ts';

/** Where a verified token says what its bearer may. */
export type GrantRules = Readonly<{
  /** Claim that holds the roles, or the way to it (`realm_access.roles`); checked by `findRoleClaimViolation` at start. */
  rolesClaim: string;
  /** Names of the provider, and the roles they stand for. Others are taken as they are. */
  roleNames?: ReadonlyMap<string, string> | undefined;
  /** Claims that hold scopes; the first one that a token has counts. Default `scp`, `scope`. */
  scopeClaims?: readonly string[] | undefined;
  /** Whether the roles of a program count, whose token is in its own name (client credentials). Default `false`. */
  machinesHaveRoles?: boolean | undefined;
}>;

/** Reads roles and scopes from the claims of a verified token: the one way that guards, page and explanations do it. */
export function readGrants(
  claims: Claims,
  { rolesClaim, roleNames, scopeClaims, machinesHaveRoles = false }: GrantRules,
): Caller {
  const hasRoles = machinesHaveRoles || !isMachine(claims);
  return {
    roles: hasRoles ? readRoles(claims, rolesClaim, roleNames) : [],
    scopes: readScopes(claims, scopeClaims),
  };
}
