import { expect, it } from '@jest/globals';
import { readRouteDefinitions } from './read-route-definitions.ts';

it('reads the route table the Terraform modules take', () => {
  expect(
    readRouteDefinitions({
      routes_definitions: {
        health: { route_key: 'GET /v1/manage/hc', authorization_type: 'NONE' },
        orders: {
          route_key: 'POST /v1/orders',
          authorization_type: 'JWT',
          authorization_scopes: ['orders:write'],
        },
        bare: { route_key: '$default' },
      },
    }),
  ).toEqual([
    { method: 'GET', path: '/v1/manage/hc', authorizer: false, scopes: [] },
    { method: 'POST', path: '/v1/orders', authorizer: true, scopes: ['orders:write'] },
    { method: '$default', path: '$default', authorizer: false, scopes: [] },
  ]);
});

it('tells whose a route is where several functions have routes', () => {
  const of = (name: string | null) => ({ route_key: `GET /${name ?? 'api'}`, function: name });
  expect(
    readRouteDefinitions({ routes_definitions: { a: of(null), b: of('orders') } }).map((route) => [
      route.path,
      route.function,
    ]),
  ).toEqual([
    ['/api', undefined],
    ['/orders', 'orders'],
  ]);
});

it('rejects an authorizer of another kind', () => {
  expect(() =>
    readRouteDefinitions({ routes_definitions: { x: { route_key: 'GET /x', authorization_type: 'IAM' } } }),
  ).toThrow('The local gateway knows JWT authorizers only, GET /x has the type IAM.');
});
