import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ContractRoute } from '../contract-route.ts';

/**
 * The variable `routes_definitions` of the Terraform modules, in a file that Terraform reads by itself. Where the routes are in several
 * functions, each names its own, or `null` for the one that describes the API: Terraform takes the members of a map for alike.
 *
 * @param owner name of the function that describes the API
 */
export function renderTerraformRoutes(routes: readonly ContractRoute[], owner?: string): string {
  const isDivided = routes.some(({ function: name }) => name !== undefined && name !== owner);
  const definitions = routes.map((route) => [
    route.operationId,
    {
      operation_name: route.operationName,
      route_key: routeKeyOf(route),
      api_key_required: false,
      authorization_type: route.gateway.authorizer ? 'JWT' : 'NONE',
      authorization_scopes: route.gateway.scopes,
      ...(isDivided && { function: route.function === owner ? null : (route.function ?? null) }),
    },
  ]);
  return `${JSON.stringify({ routes_definitions: Object.fromEntries(definitions) }, null, 2)}\n`;
}
