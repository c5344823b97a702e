import { describe, expect, it } from '@jest/globals';
import { findFunctionViolations } from '../template/function-violations.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { findRouteViolations } from '../template/route-violations.ts';
import type { Template } from '../template/template.ts';
import { dropAuthorizer } from './drop-authorizer.ts';

const TEMPLATE: Template = {
  Resources: {
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: 'https://login.example.com', Audience: ['api'] },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { TimeoutInMillis: 30_000 },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        RouteKey: 'GET /v1/orders',
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'Authorizer' },
        AuthorizationScopes: ['orders:read'],
        OperationName: 'List orders',
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
  },
};

const ROUTE: ExpectedRoute = {
  method: 'GET',
  path: '/v1/orders',
  operationName: 'List orders',
  access: { kind: 'restricted', scopes: ['orders:read'] },
  isAccountChecked: false,
  gateway: { authorizer: true, scopes: ['orders:read'] },
};
const LEFT_TO_FUNCTION = { ...ROUTE, gateway: { authorizer: false, scopes: [] } };
const OFF = { isAuthorizerOff: true };

describe('dropAuthorizer', () => {
  it('leaves every route, asking for nothing', () => {
    const { Resources } = dropAuthorizer(TEMPLATE);
    expect(Object.keys(Resources)).toEqual(['Integration', 'Route']);
    expect(Resources['Route']?.Properties).toEqual({
      RouteKey: 'GET /v1/orders',
      AuthorizationType: 'NONE',
      OperationName: 'List orders',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    });
  });

  it('passes where it is meant, and nowhere else', () => {
    const left = dropAuthorizer(TEMPLATE);
    expect(findRouteViolations(left, [LEFT_TO_FUNCTION], OFF)).toEqual([]);
    expect(findRouteViolations(left, [ROUTE])).toContain(
      'Route (GET /v1/orders) must have the JWT authorizer, and has not.',
    );
    expect(findRouteViolations(TEMPLATE, [ROUTE])).toEqual([]);
    expect(findRouteViolations(TEMPLATE, [LEFT_TO_FUNCTION], OFF)).toEqual([
      'Route (GET /v1/orders) is public, and must have no authorizer.',
      'Route (GET /v1/orders) must ask for no scope.',
      'Authorizer must not be there: the parameter gatewayAuthorizer is off.',
    ]);
  });

  it('is what further issuers need: the gateway takes one', () => {
    const api = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Environment: { Variables: { JWT_ISSUER: 'https://login.example.com', JWT_MORE_ISSUERS: '[{}]' } },
      },
    };
    const integration = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: { 'Fn::GetAtt': ['Api', 'Arn'] } },
    };
    const Resources = { ...TEMPLATE.Resources, Integration: integration, Api: api };
    const violation =
      'Api must take the tokens of one issuer while the gateway does. Set gatewayAuthorizer to off.';
    expect(findFunctionViolations({ Resources })).toContain(violation);
    expect(findFunctionViolations({ Resources }, OFF)).not.toContain(violation);
  });
});
