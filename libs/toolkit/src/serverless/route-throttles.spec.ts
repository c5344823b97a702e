import { describe, expect, it } from '@jest/globals';
import { SOUND } from '../../test/serverless/sound-parameters.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { findParameterViolations } from './parameters.ts';
import { addRouteThrottles, findRouteThrottleViolations, readRouteThrottles } from './route-throttles.ts';

const route = (method: string, path: string): ExpectedRoute => ({
  method,
  path,
  operationName: path,
  access: { kind: 'signed-in' },
  isAccountChecked: false,
  gateway: { authorizer: true, scopes: [] },
});
const ROUTES = [route('GET', '/v1/orders'), route('POST', '/v1/orders'), route('GET', '/v1/orders/{id}')];

describe('the parameter routeThrottles', () => {
  it('says of routes how many requests a second, and how many at once', () => {
    const parameters = { ...SOUND, routeThrottles: 'GET /v1/orders=5/10,GET /v1/orders/{id}=1/99999' };
    expect(findParameterViolations(parameters, { isDeploy: true, machine: 'x64' })).toEqual([]);
    expect(findRouteThrottleViolations(parameters, ROUTES)).toEqual([]);
    expect(readRouteThrottles(parameters)).toEqual({
      'GET /v1/orders': { rate: 5, burst: 10 },
      'GET /v1/orders/{id}': { rate: 1, burst: 99_999 },
    });
  });

  it.each([
    'GET /v1/orders',
    'GET /v1/orders=5',
    'GET /v1/orders=0/10',
    'GET /v1/orders=5/100000',
    'GET /v1/orders=0.5/1',
    '/v1/orders=5/10',
    'GET /v1/orders=5/10,',
    'GET /v1/orders=5/10, POST /v1/orders=5/10',
  ])('is rejected as %s', (routeThrottles) => {
    const parameters = { ...SOUND, routeThrottles };
    expect(findParameterViolations(parameters, { isDeploy: true, machine: 'x64' })).toEqual([
      'routeThrottles is not routes with their requests a second and how many at once, from 1 to 99999, such as ' +
        'GET /v1/orders=5/10, separated by commas.',
    ]);
    expect(findRouteThrottleViolations(parameters, ROUTES)).toEqual([]);
  });

  it('is rejected when it limits what is no route, or one route twice', () => {
    const routeThrottles = 'GET /v1/order=5/10,POST /v1/orders=1/1,POST /v1/orders=2/2';
    expect(findRouteThrottleViolations({ routeThrottles }, ROUTES)).toEqual([
      'routeThrottles limits GET /v1/order, which is no route. Name one of ACCESS.md, as it is spelt there.',
      'routeThrottles limits POST /v1/orders twice. Leave one of them.',
    ]);
  });
});

describe('addRouteThrottles', () => {
  const template = {
    Resources: {
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        DependsOn: ['Log'],
        Properties: { StageName: 'mvp', RouteSettings: { 'POST /v1/orders': { ThrottlingRateLimit: 1 } } },
      },
    },
  };

  it('limits the routes that are served, once they are there', () => {
    const throttled = {
      'GET /v1/orders': { rate: 5, burst: 10 },
      'GET /v1/orders/{id}': { rate: 1, burst: 2 },
    };
    expect(addRouteThrottles(template, throttled, ROUTES.slice(0, 2)).Resources['Stage']).toEqual({
      Type: 'AWS::ApiGatewayV2::Stage',
      DependsOn: ['Log', 'HttpApiRouteGetV1Orders'],
      Properties: {
        StageName: 'mvp',
        RouteSettings: {
          'POST /v1/orders': { ThrottlingRateLimit: 1 },
          'GET /v1/orders': {
            ThrottlingRateLimit: 5,
            ThrottlingBurstLimit: 10,
            DetailedMetricsEnabled: true,
          },
        },
      },
    });
  });

  it('takes the place of limits that are there', () => {
    const { Properties } = addRouteThrottles(template, { 'POST /v1/orders': { rate: 7, burst: 8 } }, ROUTES)
      .Resources['Stage'] as { Properties: object };
    expect(Properties).toMatchObject({
      RouteSettings: { 'POST /v1/orders': { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 8 } },
    });
  });

  it('leaves a stage as it is without limits', () => {
    expect(addRouteThrottles(template, {}, ROUTES)).toBe(template);
  });
});
