import { describe, expect, it } from '@jest/globals';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { variablesOfFunction } from './variables-of-function.ts';

const route = (path: string, name: string): GatewayRoute => ({
  method: 'GET',
  path,
  authorizer: true,
  scopes: [],
  function: name,
});

const ROUTES = [route('/v1/me', 'api'), route('/v1/orders', 'orders'), route('/v1/stock', 'stock')];
const VARIABLES = {
  LOG_LEVEL: 'info',
  DOCS: 'on',
  AUTH_PASSWORD_FLOW: 'on',
  FIREBASE_APP_API_KEY: 'a key',
  ROUTE_SCOPES: 'GET /v1/me=me:read,GET /v1/orders=orders:read,GET /v1/nothing=x:y',
};

const variablesOf = (name: string | undefined) =>
  variablesOfFunction(VARIABLES, ROUTES, { name, others: ['orders', 'stock'] });

describe('the variables of one of several functions of an API', () => {
  it('are for the one that describes the API those of the API, with the scopes of its own routes', () => {
    expect(variablesOf(undefined)).toEqual({
      ...VARIABLES,
      ROUTE_SCOPES: 'GET /v1/me=me:read,GET /v1/nothing=x:y',
    });
  });

  it('leave the key of the sign-in out for one that adds routes, and switch off what it does not have', () => {
    const variables = variablesOf('orders');
    expect(variables).toMatchObject({ LOG_LEVEL: 'info', DOCS: 'off', AUTH_PASSWORD_FLOW: 'off' });
    expect(variables).not.toHaveProperty('FIREBASE_APP_API_KEY');
  });

  it('keep the scopes of no route at all, for the function to reject', () => {
    expect(variablesOf('orders')['ROUTE_SCOPES']).toBe('GET /v1/orders=orders:read,GET /v1/nothing=x:y');
  });

  it('have no scopes when all that are set are those of other functions', () => {
    const variables = variablesOfFunction({ ROUTE_SCOPES: 'GET /v1/me=me:read' }, ROUTES, {
      name: 'stock',
      others: ['orders', 'stock'],
    });
    expect(variables).not.toHaveProperty('ROUTE_SCOPES');
  });
});
