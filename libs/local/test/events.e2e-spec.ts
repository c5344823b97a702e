import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { LocalGateway } from '../src/gateway/start-gateway.ts';
import { startGateway } from '../src/gateway/start-gateway.ts';
import { recordEvents } from './record-events.ts';
import { RECORDED_REQUESTS } from './recorded-requests.ts';
import { sendRequest } from './send-request.ts';
import type { Issuer } from '@lambda-nest/testing';
import { startIssuer } from '@lambda-nest/testing';

const routeOf = (key: string, authorizer = false, scopes: string[] = []): GatewayRoute => {
  const [method = '', path = key] = key.split(' ');
  return { method, path, authorizer, scopes };
};

const runner = recordEvents();
type Event = {
  requestContext: { requestId: string; timeEpoch: number; authorizer?: { jwt: Record<string, unknown> } };
};

const lastEvent = (): Event => runner.events.at(-1) as Event;

describe('payload 2.0', () => {
  let gateway: LocalGateway;

  beforeAll(async () => {
    const routes = RECORDED_REQUESTS.map(({ route }) => routeOf(route));
    gateway = await startGateway({ stage: '$default', routes, runner, port: 0 });
  });

  afterAll(() => gateway.close());

  it.each(RECORDED_REQUESTS)(
    'is the recorded event for $what, field by field',
    async ({ route, sent, event }) => {
      const before = Date.now();
      await sendRequest(gateway.port, sent);
      const made = lastEvent();
      const timeEpoch = made.requestContext.timeEpoch;
      expect(made).toEqual({
        ...event,
        version: '2.0',
        routeKey: route,
        headers: {
          ...(event['headers'] as object),
          'x-forwarded-port': String(gateway.port),
          'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        },
        requestContext: {
          accountId: '123456789012',
          apiId: 'local',
          domainName: 'abcde.localhost',
          domainPrefix: 'abcde',
          http: {
            method: sent.method ?? 'GET',
            path: event['rawPath'],
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: (event['headers'] as Record<string, string>)['user-agent'] ?? '',
          },
          requestId: expect.stringMatching(/^[A-Za-z0-9+/]{15}=$/),
          routeKey: route,
          stage: '$default',
          time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch,
        },
      });
      expect(timeEpoch).toBeGreaterThanOrEqual(before);
      expect(timeEpoch).toBeLessThanOrEqual(Date.now());
    },
  );
});

describe('the two views of a named stage', () => {
  let gateway: LocalGateway;

  beforeAll(async () => {
    const routes = [routeOf('GET /v1/orders/{id}')];
    gateway = await startGateway({ stage: 'local', mappingKey: 'nest', routes, runner, port: 0 });
  });

  afterAll(() => gateway.close());

  it.each(['/local/v1/orders/a%20b', '/nest/v1/orders/a%20b'])(
    'show the function the same path for %s',
    async (path) => {
      await sendRequest(gateway.port, { path });
      expect(lastEvent()).toMatchObject({
        rawPath: '/local/v1/orders/a b',
        pathParameters: { id: 'a b' },
        requestContext: { stage: 'local', http: { path: '/local/v1/orders/a b' } },
      });
    },
  );

  it.each(['/v1/orders/1', '/other/v1/orders/1', '/'])('do not include %s', async (path) => {
    const events = runner.events.length;
    expect(await sendRequest(gateway.port, { path })).toMatchObject({
      status: 404,
      body: '{"message":"Not Found"}',
    });
    expect(runner.events).toHaveLength(events);
  });

  it('hands on members, headers and parameters in the order of the recordings', async () => {
    const headers = ['X-B', '1', 'Cookie', 'c=1', 'Content-Type', 'text/plain', 'A', '2'];
    await sendRequest(gateway.port, { path: '/local/v1/orders/1?z=1&a=2', headers, body: 'x' });
    const event = lastEvent() as Event & Record<'headers' | 'queryStringParameters', object>;
    expect(Object.keys(event).join()).toBe(
      'version,routeKey,rawPath,rawQueryString,cookies,headers,queryStringParameters,requestContext,body,' +
        'pathParameters,isBase64Encoded',
    );
    expect(Object.keys(event.queryStringParameters)).toEqual(['a', 'z']);
    const names = Object.keys(event.headers);
    expect(names).toEqual(names.toSorted());
  });

  it('puts addresses a client claims left of its own', async () => {
    await sendRequest(gateway.port, {
      path: '/local/v1/orders/1',
      headers: ['X-Forwarded-For', '203.0.113.9', 'X-Forwarded-Proto', 'https', 'X-Forwarded-Port', '1'],
    });
    expect(lastEvent()).toMatchObject({
      headers: {
        'x-forwarded-for': '203.0.113.9, 127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-port': String(gateway.port),
      },
      requestContext: { http: { sourceIp: '127.0.0.1' } },
    });
  });
});

describe('the authorizer in the event', () => {
  let issuer: Issuer;
  let gateway: LocalGateway;

  beforeAll(async () => {
    issuer = await startIssuer();
    gateway = await startGateway({
      stage: 'local',
      routes: [
        routeOf('GET /open'),
        routeOf('GET /closed', true),
        routeOf('GET /scoped', true, ['orders:read', 'orders:write']),
      ],
      authorizer: { issuer: issuer.issuer, audience: ['demo-test'], discoveryUri: issuer.discoveryUri },
      runner,
      port: 0,
    });
  });

  afterAll(async () => {
    await gateway.close();
    await issuer.close();
  });

  const get = (path: string, claims: Record<string, unknown>): Promise<unknown> =>
    sendRequest(gateway.port, { path, headers: ['Authorization', `Bearer ${issuer.mint(claims)}`] });

  it('is absent on a route without one, whatever token is sent', async () => {
    await get('/local/open', {});
    expect(lastEvent().requestContext).not.toHaveProperty('authorizer');
  });

  it('carries every claim as text, and scopes null on a route that asks for none', async () => {
    const claims = {
      iat: 1718636404,
      exp: 9999999999,
      groups: ['a', 'b'],
      n: 1,
      t: true,
      z: null,
      o: { country: 'JP' },
    };
    await get('/local/closed', { ...claims, scope: 'orders:read' });
    expect(lastEvent().requestContext.authorizer).toEqual({
      jwt: {
        claims: {
          iss: issuer.issuer,
          aud: 'demo-test',
          sub: 'uid-1',
          iat: '1718636404',
          exp: '9999999999',
          groups: '[a b]',
          n: '1',
          t: 'true',
          o: 'map[country:JP]',
          scope: 'orders:read',
        },
        scopes: null,
      },
    });
  });

  it("carries all of the token's scopes on a scoped route", async () => {
    await get('/local/scoped', { scope: 'orders:read profile' });
    expect(lastEvent().requestContext.authorizer?.jwt['scopes']).toEqual(['orders:read', 'profile']);
  });
});

describe('payload 1.0', () => {
  it('is the recorded event, field by field', async () => {
    const gateway = await startGateway({
      stage: '$default',
      routes: [routeOf('POST /people/{name}/items')],
      payloadFormat: '1.0',
      runner,
      port: 0,
    });
    await sendRequest(gateway.port, {
      method: 'POST',
      path: '/people/Jos%C3%A9/items?tag=red&tag=C%23',
      headers: ['User-Agent', 'Agent/1', 'X-Own', 'yes', 'Cookie', 'a=1; b=2'],
      body: '',
    });
    await gateway.close();
    const headers = {
      'Content-Length': '0',
      Cookie: 'a=1; b=2',
      Host: 'abcde.localhost',
      'User-Agent': 'Agent/1',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-/),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': String(gateway.port),
      'X-Forwarded-Proto': 'http',
      'X-Own': 'yes',
    };
    const id = lastEvent().requestContext.requestId;
    expect(lastEvent()).toEqual({
      version: '1.0',
      resource: '/people/{name}/items',
      path: '/people/Jos%C3%A9/items',
      httpMethod: 'POST',
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      queryStringParameters: { tag: 'C#' },
      multiValueQueryStringParameters: { tag: ['red', 'C#'] },
      pathParameters: { name: 'José' },
      stageVariables: null,
      requestContext: {
        accountId: '123456789012',
        apiId: 'local',
        domainName: 'abcde.localhost',
        domainPrefix: 'abcde',
        extendedRequestId: id,
        httpMethod: 'POST',
        identity: {
          accessKey: null,
          accountId: null,
          apiKey: null,
          apiKeyId: null,
          caller: null,
          clientCert: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          sourceIp: '127.0.0.1',
          user: null,
          userAgent: 'Agent/1',
          userArn: null,
        },
        path: '/people/José/items',
        requestId: id,
        requestTime: expect.any(String),
        requestTimeEpoch: expect.any(Number),
        resourceId: 'POST /people/{name}/items',
        resourcePath: '/people/{name}/items',
        stage: '$default',
      },
      body: null,
      isBase64Encoded: false,
    });
  });
});
