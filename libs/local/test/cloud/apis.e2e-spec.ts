import {
  CreateApiMappingCommand,
  CreateDeploymentCommand,
  CreateDomainNameCommand,
  CreateStageCommand,
  DeleteRouteCommand,
  GetApiCommand,
  GetStageCommand,
  UpdateApiCommand,
  UpdateStageCommand,
  type ApiGatewayV2Client,
} from '@aws-sdk/client-apigatewayv2';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AddPermissionCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { headerOf, sendRequest } from '../send-request.ts';
import { startIssuer, type Issuer } from '@lambda-nest/testing';
import { makeApi, type TestApi } from './make-api.ts';
import { makeFunctions, type Functions } from './make-function.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

jest.setTimeout(30_000);

let issuer: Issuer;
let cloud: TestCloud;
let functions: Functions;
let gateway: ApiGatewayV2Client;
let apiId: string;
let route: TestApi['route'];
const permission = { FunctionName: 'api', StatementId: 'gateway' };

const send = async (path: string, headers: readonly string[] = [], method = 'GET') => {
  const all = ['Host', '127.0.0.1', ...headers];
  const response = await sendRequest(cloud.port, { method, path, headers: all });
  return { ...response, json: parse(response.body) };
};
const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

beforeAll(async () => {
  issuer = await startIssuer();
  cloud = await startTestCloud({ identities: [issuer] });
  functions = await makeFunctions(cloud);
  await functions.create('api', 'export const handler = async (event) => event;');
  ({ gateway, apiId, route } = await makeApi(cloud, issuer));
  await functions.lambda.send(
    new AddPermissionCommand({
      ...permission,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/mvp/*`,
    }),
  );
});
afterAll(async () => {
  await cloud.remove();
  await issuer.close();
});

describe('a deployed API', () => {
  it('says where it replies, and replies there', async () => {
    const { ApiEndpoint } = await gateway.send(new GetApiCommand({ ApiId: apiId }));
    expect(ApiEndpoint).toBe(`${cloud.url}/_aws/execute-api/${apiId}`);
    const response = await fetch(`${ApiEndpoint}/mvp/v1/open/7?a=1`);
    expect(response.status).toBe(200);
    expect(response.headers.get('apigw-requestid')).toMatch(/=$/);
    expect(await response.json()).toMatchObject({
      rawPath: '/mvp/v1/open/7',
      rawQueryString: 'a=1',
      pathParameters: { id: '7' },
      requestContext: {
        accountId: '123456789012',
        apiId,
        domainName: `${apiId}.execute-api.eu-west-1.amazonaws.com`,
        domainPrefix: apiId,
        stage: 'mvp',
        routeKey: 'GET /v1/open/{id}',
      },
    });
  });

  it('replies by its host too', async () => {
    const host = `${apiId}.execute-api.localhost:4566`;
    const { status, body } = await sendRequest(cloud.port, {
      path: '/mvp/v1/open/7',
      headers: ['Host', host],
    });
    expect([status, parse(body)?.['rawPath']]).toEqual([200, '/mvp/v1/open/7']);
  });

  it.each([
    ['another path', '/mvp/v1/none', 404, 'Not Found'],
    ['another stage', '/dev/v1/open/7', 404, 'Not Found'],
    ['a route with an authorizer, without a token', '/mvp/v1/closed', 401, 'Unauthorized'],
  ])('rejects %s', async (_what, path, status, message) => {
    const response = await send(`/_aws/execute-api/${apiId}${path}`);
    expect([response.status, response.json]).toEqual([status, { message }]);
  });

  it('verifies tokens by the keys of the issuer', async () => {
    const path = `/_aws/execute-api/${apiId}/mvp/v1/closed`;
    const closed = async (token: string) => send(path, ['Authorization', `Bearer ${token}`]);
    expect((await closed(issuer.mint({ groups: ['A', 'B'] }))).json).toMatchObject({
      requestContext: { authorizer: { jwt: { claims: { sub: 'uid-1', groups: '[A B]' }, scopes: null } } },
    });
    const other = await closed(issuer.mint({ aud: 'other' }));
    expect([other.status, headerOf(other, 'www-authenticate')]).toEqual([
      401,
      expect.stringContaining('the token does not have a valid audience'),
    ]);
    const scoped = `/_aws/execute-api/${apiId}/mvp/v1/scoped`;
    const bearer = (claims: object): string[] => ['Authorization', issuer.mint({ ...claims })];
    expect((await send(scoped, bearer({}))).status).toBe(403);
    expect((await send(scoped, bearer({ scope: 'read' }))).status).toBe(200);
  });

  it('follows its routes at once when it deploys itself', async () => {
    const { RouteId } = await route('GET /v1/added');
    const path = `/_aws/execute-api/${apiId}/mvp/v1/added`;
    expect((await send(path)).status).toBe(200);
    await gateway.send(new DeleteRouteCommand({ ApiId: apiId, RouteId }));
    expect((await send(path)).status).toBe(404);
  });

  it('serves what was deployed when it does not deploy itself', async () => {
    await functions.lambda.send(
      new AddPermissionCommand({
        FunctionName: 'api',
        StatementId: 'fixed',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
      }),
    );
    await gateway.send(new CreateStageCommand({ ApiId: apiId, StageName: 'fixed' }));
    const { RouteId } = await route('GET /v1/fixed');
    const path = `/_aws/execute-api/${apiId}/fixed/v1/fixed`;
    expect((await send(path)).status).toBe(404);
    await gateway.send(new CreateDeploymentCommand({ ApiId: apiId, StageName: 'fixed' }));
    await gateway.send(new DeleteRouteCommand({ ApiId: apiId, RouteId }));
    expect((await send(path)).status).toBe(200);
  });

  it('replies 500 when the policy of the function does not let the route invoke it', async () => {
    await functions.lambda.send(new RemovePermissionCommand({ FunctionName: 'api', StatementId: 'fixed' }));
    await functions.lambda.send(new RemovePermissionCommand(permission));
    const path = `/_aws/execute-api/${apiId}/mvp/v1/open/7`;
    expect((await send(path)).json).toEqual({ message: 'Internal Server Error' });
    for (const SourceArn of ['mvp/POST/v1/*', 'other/*']) {
      const granted = `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/${SourceArn}`;
      const add = { ...permission, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' };
      await functions.lambda.send(new AddPermissionCommand({ ...add, SourceArn: granted }));
      expect((await send(path)).status).toBe(500);
      await functions.lambda.send(new RemovePermissionCommand(permission));
    }
    await functions.lambda.send(
      new AddPermissionCommand({
        ...permission,
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/*/GET/v1/*`,
      }),
    );
    expect((await send(path)).status).toBe(200);
  });

  it('throttles as its stage and its routes say', async () => {
    const settings = { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 };
    await gateway.send(
      new UpdateStageCommand({
        ApiId: apiId,
        StageName: 'mvp',
        RouteSettings: { 'GET /v1/open/{id}': settings },
      }),
    );
    const path = `/_aws/execute-api/${apiId}/mvp/v1/open/7`;
    const statuses = [await send(path), await send(path), await send(path)].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await send(`/_aws/execute-api/${apiId}/mvp/v1/closed`)).status).toBe(401);
    await expect(
      gateway.send(
        new UpdateStageCommand({ ApiId: apiId, StageName: 'mvp', RouteSettings: { 'GET /none': settings } }),
      ),
    ).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Unable to find Route by key GET /none within the provided RouteSettings',
    });
    const { RouteSettings } = await gateway.send(new GetStageCommand({ ApiId: apiId, StageName: 'mvp' }));
    expect(RouteSettings).toEqual({ 'GET /v1/open/{id}': settings });
  });

  it('writes an access log', async () => {
    const logs = new CloudWatchLogsClient(cloud.client);
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/http-api/test' }));
    const Format =
      '{"id":"$context.requestId","route":"$context.routeKey","status":"$context.status","sub":"$context.authorizer.claims.sub","error":"$context.authorizer.error","stage":"$context.stage"}';
    const DestinationArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/http-api/test:*';
    const AccessLogSettings = { DestinationArn, Format };
    await gateway.send(new UpdateStageCommand({ ApiId: apiId, StageName: 'mvp', AccessLogSettings }));
    const path = `/_aws/execute-api/${apiId}/mvp/v1/closed`;
    const good = await send(path, ['Authorization', issuer.mint()]);
    await send(path);
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/http-api/test' }),
    );
    expect(events.map(({ message = '' }) => parse(message))).toEqual([
      {
        id: headerOf(good, 'apigw-requestid'),
        route: 'GET /v1/closed',
        status: '200',
        sub: 'uid-1',
        error: '-',
        stage: 'mvp',
      },
      expect.objectContaining({ status: '401', sub: '-', error: 'there is no token' }),
    ]);
  });

  it('is behind custom domains by mapping key, and by them alone when its own address is off', async () => {
    const CertificateArn =
      'arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
    const domain = { DomainName: 'api.example.com' };
    await gateway.send(
      new CreateDomainNameCommand({ ...domain, DomainNameConfigurations: [{ CertificateArn }] }),
    );
    for (const ApiMappingKey of ['nest', 'nest/deep']) {
      await gateway.send(
        new CreateApiMappingCommand({ ...domain, ApiId: apiId, Stage: 'mvp', ApiMappingKey }),
      );
    }
    const get = async (path: string) => {
      const response = await sendRequest(cloud.port, { path, headers: ['Host', 'api.example.com'] });
      return [response.status, parse(response.body)?.['rawPath'] ?? parse(response.body)?.['message']];
    };
    await gateway.send(
      new UpdateStageCommand({
        ApiId: apiId,
        StageName: 'mvp',
        RouteSettings: { 'GET /v1/open/{id}': { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 100 } },
      }),
    );
    expect(await get('/nest/v1/open/7')).toEqual([200, '/mvp/v1/open/7']);
    expect(await get('/nest/deep/v1/open/7')).toEqual([200, '/mvp/v1/open/7']);
    expect(await get('/mvp/v1/open/7')).toEqual([404, 'Not Found']);
    expect((await send('/_aws/domains/api.example.com/nest/v1/open/7')).status).toBe(200);
    await gateway.send(new UpdateApiCommand({ ApiId: apiId, DisableExecuteApiEndpoint: true }));
    expect((await send(`/_aws/execute-api/${apiId}/mvp/v1/open/7`)).json).toEqual({ message: 'Forbidden' });
    expect(await get('/nest/v1/open/7')).toEqual([200, '/mvp/v1/open/7']);
    await gateway.send(new UpdateApiCommand({ ApiId: apiId, DisableExecuteApiEndpoint: false }));
  });
});
