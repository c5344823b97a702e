import {
  findRouteScopeViolations,
  parseRouteScopes,
  ROUTE_SCOPES,
  withScopes,
  type Declaration,
  type RouteScopes,
} from '@lambda-nest/access/policy';
import { routeKeyOf } from '@lambda-nest/gateway/model';

export { ROUTE_SCOPES };

/** A route of an access table. */
type Entry = Readonly<{
  method: string;
  path: string;
  access: Declaration;
  gateway: Readonly<{ authorizer: boolean; scopes: readonly string[] }>;
}>;

/**
 * Reads what operators set, and holds it against the routes that are there.
 *
 * @param text none sets nothing
 * @returns `violations` are the rest of a sentence that begins with the name of the parameter, or of the variable
 */
export function readRouteScopes(
  text: string | undefined,
  routes: readonly Pick<Entry, 'method' | 'path' | 'access'>[],
): Readonly<{ scopes: RouteScopes; violations: readonly string[] }> {
  if (text === undefined || text.trim() === '') return { scopes: new Map(), violations: [] };
  const scopes = parseRouteScopes(text);
  if (typeof scopes === 'string') return { scopes: new Map(), violations: [scopes] };
  const known = routes.map((route) => ({ key: routeKeyOf(route), declaration: route.access }));
  return {
    scopes,
    violations: findRouteScopeViolations(scopes, known).map((violation) => `does not fit. ${violation}`),
  };
}

/**
 * The routes of a deployment, as its variable has it.
 *
 * @throws TypeError with what keeps the scopes from being set, a sentence each
 */
export function governByVariable<Route extends Entry>(
  routes: readonly Route[],
  text: string | undefined,
): readonly Route[] {
  const { scopes, violations } = readRouteScopes(text, routes);
  if (violations.length > 0)
    throw new TypeError(violations.map((one) => `${ROUTE_SCOPES} ${one}`).join('\n'));
  return governRoutes(routes, scopes);
}

/** The routes with the scopes that operators set, at the gateway as in the application. */
export function governRoutes<Route extends Entry>(
  routes: readonly Route[],
  scopes: RouteScopes,
): readonly Route[] {
  return routes.map((route) => {
    const names = scopes.get(routeKeyOf(route));
    if (!names || route.access.kind === 'public') return route;
    return {
      ...route,
      access: withScopes(route.access, names),
      gateway: { ...route.gateway, scopes: route.gateway.authorizer ? names : [] },
    };
  });
}

/**
 * What one function is told of the scopes that operators set for an API: those of routes that others serve are left out, for a function
 * rejects scopes of routes that it does not have. What is no route at all stays, for the function to reject.
 *
 * @param text of the parameter or variable
 */
export function routeScopesOf(text: string, isOfOther: (routeKey: string) => boolean): string | undefined {
  const left = text.split(',').filter((entry) => {
    const at = entry.lastIndexOf('=');
    return !isOfOther(entry.slice(0, at).trim().replaceAll(/\s+/g, ' '));
  });
  return left.length === 0 ? undefined : left.join(',');
}
