import { describe, expect, it } from '@jest/globals';
import type { Template } from './read-template.ts';
import { readTemplate } from './read-template.ts';

/** Cut down from what `serverless package` writes. */
const template = (resources: Template['Resources'] = {}): Template => ({
  Parameters: { StageName: { Default: 'mvp' }, Burst: { Default: '200' } },
  Resources: {
    HttpApi: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'api',
        ProtocolType: 'HTTP',
        CorsConfiguration: {
          AllowOrigins: ['https://app.example.com'],
          AllowMethods: ['GET', 'POST'],
          AllowHeaders: ['authorization'],
          MaxAge: 600,
        },
      },
    },
    HttpApiStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        StageName: { Ref: 'StageName' },
        DefaultRouteSettings: { ThrottlingBurstLimit: { Ref: 'Burst' }, ThrottlingRateLimit: 100 },
      },
    },
    HttpApiAuthorizerFirebase: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['demo'], Issuer: 'https://securetoken.google.com/demo' },
      },
    },
    HttpApiIntegrationApi: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0', TimeoutInMillis: 30000 },
    },
    HttpApiRouteHealth: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { RouteKey: 'GET /v1/manage/hc', OperationName: 'Health' },
    },
    HttpApiRouteOrders: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        RouteKey: 'ANY /v1/orders/{id}',
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'HttpApiAuthorizerFirebase' },
        AuthorizationScopes: ['orders:read'],
      },
    },
    ApiLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { MemorySize: 1024, Timeout: 29 } },
    ...resources,
  },
});

describe('readTemplate', () => {
  it('reads routes, stage, CORS, throttling and limits', () => {
    expect(readTemplate(template())).toEqual({
      routes: [
        { method: 'GET', path: '/v1/manage/hc', authorizer: false, scopes: [] },
        { method: 'ANY', path: '/v1/orders/{id}', authorizer: true, scopes: ['orders:read'] },
      ],
      stage: 'mvp',
      cors: {
        allowOrigins: ['https://app.example.com'],
        allowMethods: ['GET', 'POST'],
        allowHeaders: ['authorization'],
        exposeHeaders: [],
        allowCredentials: false,
        maxAge: 600,
      },
      throttling: { rate: 100, burst: 200 },
      payloadFormat: '2.0',
      integrationTimeoutMs: 30_000,
      identitySource: '$request.header.Authorization',
      memoryMb: 1024,
      functionTimeoutMs: 29_000,
    });
  });

  it('leaves out what the template does not say', () => {
    expect(readTemplate({ Resources: {} })).toEqual({ routes: [], payloadFormat: '2.0' });
  });

  it('rejects an authorizer of another kind', () => {
    const iam = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { RouteKey: 'GET /x', AuthorizationType: 'AWS_IAM' },
    };
    expect(() => readTemplate(template({ iam }))).toThrow(
      'The local gateway knows JWT authorizers only, GET /x has the type AWS_IAM.',
    );
  });

  const lambda = (name: string, scopes?: string) => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: `shop-dev-${name}`,
      MemorySize: 512,
      Timeout: 10,
      ...(scopes !== undefined && { Environment: { Variables: { ROUTE_SCOPES: scopes } } }),
    },
  });
  const integration = (id: string) => ({
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      IntegrationUri: { 'Fn::Join': [':', [{ 'Fn::GetAtt': [id, 'Arn'] }, 'live']] },
      PayloadFormatVersion: '2.0',
    },
  });
  const route = (RouteKey: string, id: string) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { RouteKey, Target: { 'Fn::Join': ['/', ['integrations', { Ref: id }]] } },
  });
  /** The routes in two functions, with others beside them that no gateway calls. */
  const divided = (more: Template['Resources'] = {}): Template => ({
    Resources: {
      ReleaseCheck: lambda('release-check'),
      WorkerLambdaFunction: lambda('worker'),
      OrderItemsLambdaFunction: lambda('order-items', 'GET /v1/orders=orders:read'),
      ApiLambdaFunction: {
        ...lambda('api', 'GET /v1/me=me'),
        Properties: { ...lambda('api', 'GET /v1/me=me').Properties, MemorySize: 1024 },
      },
      HttpApiIntegrationOrderItems: integration('OrderItemsLambdaFunction'),
      HttpApiIntegrationApi: integration('ApiLambdaFunction'),
      HttpApiRouteMe: route('GET /v1/me', 'HttpApiIntegrationApi'),
      HttpApiRouteOrders: route('GET /v1/orders', 'HttpApiIntegrationOrderItems'),
      ...more,
    },
  });

  it('tells which function each route leads to, and the limits of the one that describes the API', () => {
    expect(readTemplate(divided())).toEqual({
      routes: [
        { method: 'GET', path: '/v1/me', authorizer: false, scopes: [] },
        { method: 'GET', path: '/v1/orders', authorizer: false, scopes: [], function: 'order-items' },
      ],
      payloadFormat: '2.0',
      memoryMb: 1024,
      functionTimeoutMs: 10_000,
      routeScopes: 'GET /v1/me=me,GET /v1/orders=orders:read',
    });
  });

  it('rejects a route that leads to no function', () => {
    const elsewhere = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: 'https://elsewhere.example.com' },
    };
    const more = { Elsewhere: elsewhere, HttpApiRouteElsewhere: route('GET /v1/x', 'Elsewhere') };
    expect(() => readTemplate(divided(more))).toThrow(
      'GET /v1/x of the template leads to no function of it (Elsewhere).',
    );
  });
});
