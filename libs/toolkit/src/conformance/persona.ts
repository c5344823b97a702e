import type { Declaration } from '@lambda-nest/access/policy';

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

/** A role and a scope that no route names. */
const OTHER_ROLE = 'ROLE_OF_ANOTHER_API';
const OTHER_SCOPE = 'another-api:read';

/**
 * Everybody whose calls tell whether a declaration is enforced: those who hold what it wants, each name by itself, and
 * those who lack exactly one thing.
 */
export function personasFor(declaration: Declaration): readonly Persona[] {
  const { roles, scopes } = wantedBy(declaration);
  const right = { roles: roles.slice(0, 1), scopes: scopes.slice(0, 1) };
  return [
    { ...right, name: 'no role', roles: [] },
    { ...right, name: 'wrong role', roles: [OTHER_ROLE] },
    // The name of one role with a space in it: not several roles, and none that a route could name.
    { ...right, name: 'roles run together', roles: [], rolesClaim: [...roles, OTHER_ROLE].join(' ') },
    ...roles.map((role) => ({ ...right, name: `right role ${role}`, roles: [role] })),
    { ...right, name: 'missing scope', scopes: [] },
    { ...right, name: 'wrong scope', scopes: [OTHER_SCOPE] },
    ...scopes.map((scope) => ({ ...right, name: `right scope ${scope}`, scopes: [scope] })),
    // Roles are for people: whatever the claim says, a machine holds none.
    { ...right, name: 'machine', roles: [], rolesClaim: roles, isMachine: true },
  ];
}

/** Names that open a route; where it asks for none, some name all the same, which must not matter. */
function wantedBy(declaration: Declaration): { roles: readonly string[]; scopes: readonly string[] } {
  const { roles, scopes } = declaration.kind === 'restricted' ? declaration : {};
  return { roles: roles ?? [OTHER_ROLE], scopes: scopes ?? [OTHER_SCOPE] };
}
