import { findClaim, findLists, readGrants, type GrantRules } from '@lambda-nest/access/policy';
import { DEFAULT_SCOPE_CLAIMS, isMachine, type Claims } from '@lambda-nest/identity/claims';

/** What a token grants, and which claim says so or why none does: a sentence about its roles, and one about its scopes. */
export type GrantSentences = Readonly<{ roles: string; scopes: string }>;

/** Reads a token as the application does, and tells where. */
export function describeGrants(claims: Claims, rules: GrantRules): GrantSentences {
  return { roles: describeRoles(claims, rules), scopes: describeScopes(claims, rules) };
}

function describeRoles(claims: Claims, rules: GrantRules): string {
  const { rolesClaim, roleNames, machinesHaveRoles = false } = rules;
  const value = findClaim(claims, rolesClaim);
  const isUncounted = isMachine(claims) && !machinesHaveRoles;
  if (isUncounted)
    return `none: the token is a program's in its own name, whose roles do not count unless JWT_MACHINE_ROLES is on`;
  if (value === undefined) return `none: the token has no claim ${rolesClaim}${describeLists(claims)}`;
  const { roles } = readGrants(claims, rules);
  if (roles.length === 0) return `none: ${describeUnfit(value)} at ${rolesClaim}${describeLists(claims)}`;
  const held = new Set(roles);
  const renamed = [...(roleNames ?? [])].filter(([, role]) => held.has(role));
  const note = renamed.map(([name, role]) => `${name} is ${role}`).join(', ');
  return `${roles.join(', ')}, read at ${rolesClaim}${note === '' ? '' : ` (${note})`}`;
}

function describeUnfit(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'there is an empty list';
  return Array.isArray(value) || typeof value === 'string'
    ? 'there is no name that a route could declare'
    : 'there is no list of names';
}

function describeLists(claims: Claims): string {
  const lists = findLists(claims);
  return lists.length === 0 ? '' : `; it has lists of names at ${lists.join(', ')}`;
}

function describeScopes(claims: Claims, rules: GrantRules): string {
  const { scopeClaims = DEFAULT_SCOPE_CLAIMS } = rules;
  const name = scopeClaims.find((claim) => Object.hasOwn(claims, claim));
  if (name === undefined) return `none: the token has no claim ${scopeClaims.join(' or ')}`;
  const { scopes } = readGrants(claims, rules);
  return scopes.length === 0 ? `none: there is no scope at ${name}` : `${scopes.join(', ')}, read at ${name}`;
}
