import { describe, expect, it } from '@jest/globals';
import type { ContractRoute } from '../contract-route.ts';
import { renderTerraformRoutes } from './terraform-routes.ts';

const route = (path: string, name?: string): ContractRoute =>
  ({
    method: 'GET',
    path,
    operationId: path.slice(1),
    operationName: path,
    gateway: { authorizer: true, scopes: [] },
    ...(name !== undefined && { function: name }),
  }) as unknown as ContractRoute;

/** Whose each route is, by its operation; `absent` where nothing is said. */
function functionsOf(routes: readonly ContractRoute[], owner?: string): unknown {
  const { routes_definitions: definitions } = JSON.parse(renderTerraformRoutes(routes, owner)) as {
    routes_definitions: Record<string, { function?: string | null }>;
  };
  const entries = Object.entries(definitions);
  return Object.fromEntries(
    entries.map(([name, one]) => [name, 'function' in one ? one.function : 'absent']),
  );
}

describe('renderTerraformRoutes', () => {
  it('says nothing of functions where one has all routes', () => {
    expect(functionsOf([route('/a'), route('/b')])).toEqual({ a: 'absent', b: 'absent' });
    expect(functionsOf([route('/a', 'api')], 'api')).toEqual({ a: 'absent' });
  });

  it('names the function of each route in every entry where several have routes, for Terraform takes them for alike', () => {
    expect(functionsOf([route('/a', 'api'), route('/b', 'orders')], 'api')).toEqual({ a: null, b: 'orders' });
  });
});
