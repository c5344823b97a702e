import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { governRoutes, readRouteScopes, ROUTE_SCOPES } from '@lambda-nest/toolkit/deployment';

/**
 * The gateway's routes with the scopes that `ROUTE_SCOPES` sets, as the parameter routeScopes has it when it is deployed. Where it does
 * not fit, they are as declared: the function does not start then, and says why.
 */
export function governGateway(
  routes: readonly GatewayRoute[],
  variables: Readonly<Record<string, string>>,
): readonly GatewayRoute[] {
  const entries = routes.map(({ declaration, authorizer, scopes, ...route }) => ({
    ...route,
    access: declaration ?? ({ kind: authorizer ? 'signed-in' : 'public' } as const),
    gateway: { authorizer, scopes },
  }));
  const { scopes, violations } = readRouteScopes(variables[ROUTE_SCOPES], entries);
  if (violations.length > 0) return routes;
  return governRoutes(entries, scopes).map(({ access, gateway, ...route }, index) => ({
    ...route,
    ...gateway,
    ...(routes[index]?.declaration ? { declaration: access } : {}),
  }));
}
