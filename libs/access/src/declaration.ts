/** Who may call a route, as its author declared it. */
export type Declaration =
  | Readonly<{ kind: 'public' }>
  | Readonly<{ kind: 'signed-in' }>
  | Readonly<{
      kind: 'restricted';
      /** Any of them. Absent: roles do not matter. */
      roles?: readonly string[];
      /** Any of them, as at API Gateway. Absent: scopes do not matter. */
      scopes?: readonly string[];
    }>;

/** Role and scope names match this wherever they are declared. A space would make the gateway's wire form ambiguous. */
export const ACCESS_NAME = /^[A-Za-z0-9_.:/-]+$/;

export function isAccessName(name: string): boolean {
  return ACCESS_NAME.test(name);
}

/**
 * Says what is wrong with a declaration, in words that end in what to do; `undefined` when it is sound.
 * The compiler rejects most of this already; plain JavaScript and casts get here.
 */
export function findDeclarationViolation(declaration: Declaration | undefined): string | undefined {
  if (declaration === undefined)
    return 'declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).';
  if (declaration.kind !== 'restricted') return undefined;
  const { roles, scopes } = declaration;
  if (roles === undefined && scopes === undefined)
    return 'restricts nothing. Use @SignedIn() for any signed-in caller.';
  return findNamesViolation('@Roles', roles) ?? findNamesViolation('@Scopes', scopes);
}

function findNamesViolation(decorator: string, names: readonly unknown[] | undefined): string | undefined {
  if (names === undefined) return undefined;
  if (names.length === 0) return `has ${decorator}() without a name. Name at least one, or use @SignedIn().`;
  const isSound = names.every((name) => typeof name === 'string' && ACCESS_NAME.test(name));
  return isSound
    ? undefined
    : `has a name in ${decorator}(…) that is not made of letters, digits and _ . : / - only.`;
}

/** Reads a declaration aloud: `public`, `signed in`, `role USERS or ADMINS and scope orders:read`. */
export function describeDeclaration(declaration: Declaration): string {
  if (declaration.kind === 'public') return 'public';
  if (declaration.kind === 'signed-in') return 'signed in';
  const parts = [
    declaration.roles && `role ${declaration.roles.join(' or ')}`,
    declaration.scopes && `scope ${declaration.scopes.join(' or ')}`,
  ];
  return parts.filter(Boolean).join(' and ');
}
