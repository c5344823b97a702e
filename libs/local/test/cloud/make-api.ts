import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  type CreateRouteCommandOutput,
} from '@aws-sdk/client-apigatewayv2';
import type { Issuer } from '@lambda-nest/testing';
import type { TestCloud } from '../../src/testing/start-test-cloud.ts';

export type TestApi = {
  gateway: ApiGatewayV2Client;
  apiId: string;
  integration: string;
  authorizer: string;
  /** Adds a route that leads to the function. */
  route(RouteKey: string, more?: object): Promise<CreateRouteCommandOutput>;
};

/** Makes an API of the function `api`: a public route, one with an authorizer, one with a scope, the stage `mvp`. */
export async function makeApi(cloud: TestCloud, { issuer }: Issuer): Promise<TestApi> {
  const gateway = new ApiGatewayV2Client(cloud.client);
  const { ApiId = '' } = await gateway.send(new CreateApiCommand({ Name: 'test', ProtocolType: 'HTTP' }));
  const { IntegrationId: integration = '' } = await gateway.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'arn:aws:lambda:eu-west-1:123456789012:function:api',
      PayloadFormatVersion: '2.0',
    }),
  );
  const { AuthorizerId: authorizer = '' } = await gateway.send(
    new CreateAuthorizerCommand({
      ApiId,
      Name: 'jwt',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: issuer, Audience: ['demo-test'] },
    }),
  );
  const route: TestApi['route'] = (RouteKey, more = {}) =>
    gateway.send(new CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${integration}`, ...more }));
  const closed = { AuthorizationType: 'JWT', AuthorizerId: authorizer };
  await route('GET /v1/open/{id}');
  await route('GET /v1/closed', closed);
  await route('GET /v1/scoped', { ...closed, AuthorizationScopes: ['read'] });
  await gateway.send(new CreateStageCommand({ ApiId, StageName: 'mvp', AutoDeploy: true }));
  return { gateway, apiId: ApiId, integration, authorizer, route };
}
