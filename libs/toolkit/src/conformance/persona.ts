import type { Declaration } from '@lambda-nest/access/policy';
import type { TokenIssuer } from '@lambda-nest/testing/providers';

/** A caller with a genuine token: what their identity provider says of them. */
export type Persona = Readonly<{
  name: string;
  roles: readonly string[];
  scopes: readonly string[];
  /** What the claim for roles holds, when that is not the list of roles. */
  rolesClaim?: unknown;
  /** A program with a token in its own name. */
  isMachine?: boolean;
}>;

/** What of an issuer decides whom its tokens can tell apart. */
export type Expressive = Pick<
  TokenIssuer,
  'hasRoles' | 'hasScopes' | 'hasMachines' | 'hasMachineScopes' | 'machinesHaveRoles'
>;

/** A role and a scope that no route names. */
const OTHER_ROLE = 'ROLE_OF_ANOTHER_API';
const OTHER_SCOPE = 'another-api:read';

/**
 * Everybody whose calls tell whether a declaration is enforced: those who hold what it wants, each name by itself, and
 * those who lack exactly one thing. An issuer whose tokens cannot name roles, or scopes, has none with them, and none who
 * differ from others by them alone.
 */
export function personasFor(declaration: Declaration, issuer: Expressive): readonly Persona[] {
  const { roles, scopes } = wantedBy(declaration, issuer);
  const right = { roles: roles.slice(0, 1), scopes: scopes.slice(0, 1) };
  const none = { ...right, name: 'no role', roles: [] };
  const byRole = [
    { ...right, name: 'wrong role', roles: [OTHER_ROLE] },
    // The name of one role with a space in it: not several roles, and none that a route could name.
    { ...right, name: 'roles run together', roles: [], rolesClaim: [...roles, OTHER_ROLE].join(' ') },
    ...roles.map((role) => ({ ...right, name: `right role ${role}`, roles: [role] })),
  ];
  const byScope = [
    { ...right, name: 'wrong scope', scopes: [OTHER_SCOPE] },
    ...scopes.map((scope) => ({ ...right, name: `right scope ${scope}`, scopes: [scope] })),
  ];
  const machine = {
    name: 'machine',
    // Roles are for people, unless the application was told otherwise: the claim says them all the same.
    roles: issuer.machinesHaveRoles ? roles : [],
    rolesClaim: roles,
    scopes: issuer.hasMachineScopes ? right.scopes : [],
    isMachine: true,
  };
  return [
    none,
    ...(issuer.hasRoles ? byRole : []),
    { ...right, name: 'missing scope', scopes: [] },
    ...(issuer.hasScopes ? byScope : []),
    ...(issuer.hasMachines ? [machine] : []),
  ];
}

/** Names that open a route; where it asks for none, some name all the same, which must not matter. */
function wantedBy(
  declaration: Declaration,
  { hasRoles, hasScopes }: Expressive,
): { roles: readonly string[]; scopes: readonly string[] } {
  const { roles, scopes } = declaration.kind === 'restricted' ? declaration : {};
  return {
    roles: hasRoles ? (roles ?? [OTHER_ROLE]) : [],
    scopes: hasScopes ? (scopes ?? [OTHER_SCOPE]) : [],
  };
}
