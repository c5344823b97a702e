import {
  findRouteScopeViolations,
  parseRouteScopes,
  withScopes,
  type Declaration,
  type RouteScopes,
} from '@lambda-nest/access/policy';
import { routeKeyOf } from '@lambda-nest/gateway/model';

/** A route of an access table. */
type Entry = Readonly<{
  method: string;
  path: string;
  access: Declaration;
  gateway: Readonly<{ authorizer: boolean; scopes: readonly string[] }>;
}>;

/** The variable of the function by which operators set scopes. The parameter `routeScopes` gives it to function and gateway. */
export const ROUTE_SCOPES = 'ROUTE_SCOPES';

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
