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

  it('rejects a second function', () => {
    const second = { Type: 'AWS::ApiGatewayV2::Integration', Properties: {} };
    expect(() => readTemplate(template({ second }))).toThrow(
      'The local gateway serves one function, the template has several.',
    );
  });
});
