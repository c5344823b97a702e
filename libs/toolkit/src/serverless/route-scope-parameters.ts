import type { RouteScopes } from '@lambda-nest/access/policy';
import { readRouteScopes } from '../deployment/govern-routes.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Parameters } from './parameters.ts';
import { switchedOnRoutes } from './switched-on-routes.ts';

/** What is wrong with the scopes that operators set, each a sentence: the function would not start with them. */
export function findRouteScopeViolations(
  parameters: Parameters,
  routes: readonly ExpectedRoute[],
): readonly string[] {
  return read(parameters, routes).violations.map((violation) => `routeScopes ${violation}`);
}

/** The scopes that operators set, by route. */
export function scopesOfRoutes(parameters: Parameters, routes: readonly ExpectedRoute[]): RouteScopes {
  return read(parameters, routes).scopes;
}

function read(parameters: Parameters, routes: readonly ExpectedRoute[]) {
  return readRouteScopes(parameters['routeScopes'], switchedOnRoutes(routes, parameters));
}
