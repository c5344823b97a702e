import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ContractRoute } from '../contract-route.ts';

/** The variable `routes_definitions` of the Terraform modules, in a file that Terraform reads by itself. */
export function renderTerraformRoutes(routes: readonly ContractRoute[]): string {
  const definitions = routes.map((route) => [
    route.operationId,
    {
      operation_name: route.operationName,
      route_key: routeKeyOf(route),
      api_key_required: false,
      authorization_type: route.gateway.authorizer ? 'JWT' : 'NONE',
      authorization_scopes: route.gateway.scopes,
    },
  ]);
  return `${JSON.stringify({ routes_definitions: Object.fromEntries(definitions) }, null, 2)}\n`;
}
