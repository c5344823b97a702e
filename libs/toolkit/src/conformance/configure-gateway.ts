import { readRouteDefinitions, type RouteDefinitions } from '../deployment/read-route-definitions.ts';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { byPath, type ContractRoute } from '../contract/contract-route.ts';
import { renderTerraformRoutes } from '../contract/render/terraform-routes.ts';

/** The routes as the gateway is configured with them: written down by the contract, and read again. */
export function configureGateway(routes: readonly ContractRoute[]): GatewayRoute[] {
  return readRouteDefinitions(JSON.parse(renderTerraformRoutes(routes.toSorted(byPath))) as RouteDefinitions);
}
