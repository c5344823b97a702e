import { describe, expect, it } from '@jest/globals';
import type { ExpectedRoute } from './read-expected-routes.ts';
import { stacksOf } from './stacks.ts';

const route = (path: string, more: Partial<ExpectedRoute> = {}): ExpectedRoute => ({
  method: 'GET',
  path,
  operationName: path,
  access: { kind: 'signed-in' },
  isAccountChecked: false,
  gateway: { authorizer: true, scopes: [] },
  ...more,
});
const open = { access: { kind: 'public' }, gateway: { authorizer: false, scopes: [] } } as const;

const parametersOf = (routes: readonly ExpectedRoute[]): readonly string[] =>
  stacksOf(routes)
    .flatMap(({ parameters }) => parameters)
    .filter((parameter) => parameter.startsWith('route'));

describe('stacksOf', () => {
  it('names routes that the API has, one that a deployment may leave out among them', () => {
    const routes = [
      route('/v1/bills'),
      route('/v1/bills/{id}', { enabledBy: 'bills' }),
      route('/v1/prices', open),
    ];
    expect(parametersOf(routes)).toEqual([
      'routeScopes=GET /v1/bills=profile:read|profile:admin',
      'routeThrottles=GET /v1/bills/{id}=7/9,GET /v1/prices=20/40',
    ]);
  });

  it('sets no scopes where every route is public, and no limits where none is', () => {
    expect(parametersOf([route('/v1/prices', open)])).toEqual(['routeThrottles=GET /v1/prices=20/40']);
    expect(parametersOf([])).toEqual([]);
  });
});
