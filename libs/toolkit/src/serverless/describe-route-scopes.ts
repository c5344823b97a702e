import { describeDeclaration, withScopes } from '@lambda-nest/access/policy';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Parameters } from './parameters.ts';
import { scopesOfRoutes } from './route-scope-parameters.ts';

/** What a deployment asks for other than the declarations; `undefined` where it asks for nothing else. */
export function describeRouteScopes(
  parameters: Parameters,
  routes: readonly ExpectedRoute[],
): string | undefined {
  const scopes = scopesOfRoutes(parameters, routes);
  const lines = routes.flatMap((route) => {
    const names = scopes.get(routeKeyOf(route));
    if (!names) return [];
    const [declared, governed] = [route.access, withScopes(route.access, names)].map(describeDeclaration);
    return [`  ${routeKeyOf(route)}: ${governed} (declared: ${declared})`];
  });
  return lines.length === 0
    ? undefined
    : ['Scopes that the parameter routeScopes sets, at the gateway and in the function:', ...lines].join(
        '\n',
      );
}
