import { isAccessName, type Declaration } from './declaration.ts';

/** The variable of the function by which operators set scopes. The parameter `routeScopes` gives it to function and gateway. */
export const ROUTE_SCOPES = 'ROUTE_SCOPES';

/** Scopes that the operators of a deployment ask for in place of the declared ones, by route: `GET /v1/orders/{id}`. */
export type RouteScopes = ReadonlyMap<string, readonly string[]>;

/** A route as its gateway spells it, and who may call it. */
export type ScopedRoute = Readonly<{
  /** `GET /v1/orders/{id}`, or `ANY /v1/orders`. */
  key: string;
  declaration: Declaration | undefined;
}>;

/**
 * Reads the scopes of single routes: `GET /v1/orders=orders:read|orders:admin,POST /v1/orders=orders:write`. Any of a route's
 * scopes is enough, as with `@Scopes`.
 *
 * @returns what is wrong with the text, as the rest of a sentence, where it cannot be read
 */
export function parseRouteScopes(text: string): RouteScopes | string {
  const found = new Map<string, readonly string[]>();
  for (const entry of text.split(',')) {
    const at = entry.lastIndexOf('=');
    const key = entry.slice(0, at).trim().replaceAll(/\s+/g, ' ');
    if (at === -1 || !ROUTE_KEY.test(key)) return FORM;
    const scopes = entry
      .slice(at + 1)
      .split('|')
      .map((name) => name.trim());
    // A route whose scopes were taken away would be open to every token.
    if (!scopes.every(isAccessName))
      return `must name a scope for ${key}, made of letters, digits and _ . : / - only.`;
    if (found.has(key)) return `names ${key} twice. Name it once, with scopes separated by |.`;
    found.set(key, scopes);
  }
  return found;
}

const ROUTE_KEY = /^[A-Z]+ \/[^\s,]*$/;

const FORM =
  'must list routes and scopes such as GET /v1/orders=orders:read|orders:admin,POST /v1/orders=orders:write.';

/** What keeps scopes from being set for these routes: each a whole sentence that begins with the route. */
export function findRouteScopeViolations(
  wanted: RouteScopes,
  routes: readonly ScopedRoute[],
): readonly string[] {
  const known = new Map(routes.map(({ key, declaration }) => [key, declaration]));
  return [...wanted.keys()].flatMap((key) => {
    if (!known.has(key))
      return [
        `${key} is no route of this deployment. ACCESS.md lists what the code declares; a route that is switched off is not there.`,
      ];
    return known.get(key)?.kind === 'public'
      ? [
          `${key} is public, and a scope would not close it. Declare it with @SignedIn() or @Scopes(…) in the code.`,
        ]
      : [];
  });
}

/**
 * The declaration with other scopes. Roles stay as they are, and whatever is not public stays closed to those without a
 * token: scopes can be exchanged or added, and never taken away.
 */
export function withScopes(declaration: Declaration, scopes: readonly string[]): Declaration {
  if (declaration.kind === 'public' || scopes.length === 0) return declaration;
  const { roles } = declaration.kind === 'restricted' ? declaration : {};
  return { kind: 'restricted', ...(roles ? { roles } : {}), scopes };
}
