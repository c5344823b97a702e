import {
  CreateAuthorizerCommand,
  DeleteIntegrationCommand,
  GetRoutesCommand,
} from '@aws-sdk/client-apigatewayv2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIssuer, type Issuer } from '@lambda-nest/testing';
import { makeApi, type TestApi } from './make-api.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

let issuer: Issuer;
let cloud: TestCloud;
let api: TestApi;
beforeAll(async () => {
  issuer = await startIssuer();
  cloud = await startTestCloud({ identities: [issuer] });
  api = await makeApi(cloud, issuer);
});
afterAll(async () => {
  await cloud.remove();
  await issuer.close();
});

describe('what API Gateway does not take', () => {
  it.each([
    [
      'a route twice',
      'GET /v1/closed',
      {},
      'ConflictException',
      'Route with key GET /v1/closed already exists for this API',
    ],
    ['a route with a slash at its end', 'GET /v1/x/', {}, 'BadRequestException', /not formatted properly/],
    ['a route with half a variable', 'GET /v1/x{id}', {}, 'BadRequestException', /no whole segment/],
    ['a route with an unknown method', 'FETCH /v1/x', {}, 'BadRequestException', /not formatted properly/],
    [
      'a target that is nowhere',
      'GET /v1/y',
      { Target: 'integrations/none' },
      'BadRequestException',
      /Invalid integration identifier/,
    ],
    [
      'a JWT route without an authorizer',
      'GET /v1/y',
      { AuthorizationType: 'JWT' },
      'BadRequestException',
      /Invalid authorizer ID/,
    ],
    [
      'scopes without an authorizer',
      'GET /v1/y',
      { AuthorizationScopes: ['a'] },
      'BadRequestException',
      /only allowed with the authorization type JWT/,
    ],
    [
      'what is not played here',
      'GET /v1/y',
      { AuthorizationType: 'AWS_IAM' },
      'NotImplemented',
      /the authorization type AWS_IAM of routes/,
    ],
  ])('%s', async (_what, key, more, name, message) => {
    await expect(api.route(key, more)).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('an issuer without a discovery document', async () => {
    await expect(
      api.gateway.send(
        new CreateAuthorizerCommand({
          ApiId: api.apiId,
          Name: 'nowhere',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: 'http://127.0.0.1:1', Audience: ['a'] },
        }),
      ),
    ).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(
        /^Caught exception when connecting to http:\/\/127\.0\.0\.1:1\/\.well-known\/openid-configuration/,
      ),
    });
  });

  it('to lose an integration that routes use', async () => {
    await expect(
      api.gateway.send(new DeleteIntegrationCommand({ ApiId: api.apiId, IntegrationId: api.integration })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    const { Items = [] } = await api.gateway.send(new GetRoutesCommand({ ApiId: api.apiId }));
    expect(Items.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'GET /v1/closed',
      'GET /v1/open/{id}',
      'GET /v1/scoped',
    ]);
  });
});
