import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { RequestRecord } from '../src/gateway/request-record.ts';
import type { GatewayOptions, LocalGateway } from '../src/gateway/start-gateway.ts';
import { startGateway } from '../src/gateway/start-gateway.ts';
import { recordEvents } from './record-events.ts';
import { headerOf, sendRequest } from './send-request.ts';

const open = (method: string, path: string): GatewayRoute => ({
  method,
  path,
  authorizer: false,
  scopes: [],
});

const runner = recordEvents();
const records: RequestRecord[] = [];

const start = (options: Partial<GatewayOptions> = {}): Promise<LocalGateway> =>
  startGateway({
    stage: 'local',
    mappingKey: 'nest',
    routes: [open('GET', '/x'), open('POST', '/x')],
    runner,
    port: 0,
    onRequest: (record) => records.push(record),
    ...options,
  });

let gateway: LocalGateway;

beforeAll(async () => {
  gateway = await start();
});

beforeEach(() => {
  runner.events.length = 0;
  records.length = 0;
  runner.result = { statusCode: 200, body: 'ok' };
});

afterAll(() => gateway.close());

describe('the host', () => {
  it.each(['localhost', '127.0.0.1:3000', '[::1]', 'api.localhost'])(
    'may mean this machine: %s',
    async (host) => {
      expect((await sendRequest(gateway.port, { path: '/local/x', headers: ['Host', host] })).status).toBe(
        200,
      );
    },
  );

  it.each(['rebound.example.com', 'localhost.example.com:3000', '10.0.0.1'])(
    'that means another one gets nothing, and the function no event: %s',
    async (host) => {
      const { status, body } = await sendRequest(gateway.port, { path: '/local/x', headers: ['Host', host] });
      expect([status, body]).toEqual([403, '{"message":"Forbidden"}']);
      expect(runner.events).toEqual([]);
      expect(records.at(-1)).toMatchObject({ failure: `the host "${host}" is none of this machine` });
    },
  );
});

describe('what the gateway answers itself', () => {
  it.each([
    ['GET', '/local/y', 404, 'Not Found'],
    ['DELETE', '/local/x', 404, 'Not Found'],
    ['HEAD', '/local/x', 404, ''],
    ['OPTIONS', '/local/x', 404, 'Not Found'],
    ['GET', '/local/x/', 404, 'Not Found'],
    ['GET', '/local', 404, 'Not Found'],
    ['GET', '/x', 404, 'Not Found'],
    ['GET', '/favicon.ico', 404, 'Not Found'],
    ['GET', '/local/%zz', 400, 'Bad Request'],
  ])('is, for %s %s, %i %s, without the function', async (method, path, status, message) => {
    const response = await sendRequest(gateway.port, { method, path });
    expect(response.status).toBe(status);
    expect(response.body).toBe(message && `{"message":"${message}"}`);
    expect(headerOf(response, 'content-type')).toBe('application/json');
    expect(runner.events).toEqual([]);
  });

  it.each(['/ping', '/sping'])('keeps %s for its own health check', async (path) => {
    expect(await sendRequest(gateway.port, { path })).toMatchObject({ status: 200, body: 'healthy' });
    expect(runner.events).toEqual([]);
  });
});

const headOf = (padding: number): string =>
  `GET /local/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Pad: ${'x'.repeat(padding)}\r\n\r\n`;

describe('limits', () => {
  it.each([
    [10_240, 200],
    [10_241, 431],
  ])('answers a head of %i bytes with %i', async (bytes, status) => {
    const socket = connect(gateway.port, '127.0.0.1');
    // The empty line that ends the head is no part of it.
    socket.write(headOf(bytes - headOf(0).length + 2));
    const [response] = (await once(socket, 'data')) as [Buffer];
    expect(response.toString()).toContain(`HTTP/1.1 ${status} `);
    socket.destroy();
  });

  it('answers a head too long to read as well', async () => {
    const headers = ['X-Pad', 'x'.repeat(70_000)];
    const response = await sendRequest(gateway.port, { path: '/local/x', headers });
    expect(response).toMatchObject({ status: 431, body: '{"message":"Request Header Fields Too Large"}' });
  });

  it.each([
    ['text', 'text/plain', 6_200_000, 200],
    ['text that makes the event too long', 'text/plain', 6_291_456, 413],
    ['bytes, a third longer in the event', 'application/octet-stream', 4_600_000, 200],
    ['bytes that make the event too long', 'application/octet-stream', 4_720_000, 413],
    ['more than the gateway reads', 'text/plain', 10 * 1024 * 1024 + 1, 413],
  ])('answers a body of %s accordingly (%s, %i bytes: %i)', async (_what, type, bytes, status) => {
    const response = await sendRequest(gateway.port, {
      method: 'POST',
      path: '/local/x',
      headers: ['Content-Type', type],
      body: Buffer.alloc(bytes, 'x'),
    });
    expect(response.status).toBe(status);
    expect(response.body).toBe(status === 200 ? 'ok' : '{"message":"Request Entity Too Large"}');
    expect(runner.events).toHaveLength(status === 200 ? 1 : 0);
  });

  it('answers a chunked body that grows too long', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write('POST /local/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    for (let sent = 0; sent < 11; sent += 1) socket.write(chunk);
    socket.write('0\r\n\r\n');
    const [response] = (await once(socket, 'data')) as [Buffer];
    expect(response.toString()).toMatch(/^HTTP\/1.1 413 [^]*\{"message":"Request Entity Too Large"\}$/);
    socket.destroy();
  });

  it('answers 500 when the function returns more than 6 MB', async () => {
    runner.result = { statusCode: 200, body: 'x'.repeat(6_291_556) };
    expect(await sendRequest(gateway.port, { path: '/local/x' })).toMatchObject({
      status: 500,
      body: '{"message":"Internal Server Error"}',
    });
    expect(records[0]?.failure).toBe('the function returned more than 6291556 bytes');
  });

  it('answers 414 on a route with an authorizer when the method ARN is too long', async () => {
    const long = await start({
      routes: [{ ...open('GET', '/{proxy+}'), authorizer: true }],
      authorizer: { issuer: 'https://issuer.example.com', audience: ['a'] },
    });
    const response = await sendRequest(long.port, { path: `/local/${'x'.repeat(1_600)}` });
    await long.close();
    expect(response).toMatchObject({ status: 414, body: '{"message":"Request URI too long"}' });
  });
});

const failing = (invoke: GatewayOptions['runner']['invoke']): Promise<LocalGateway> =>
  start({ runner: { invoke }, integrationTimeoutMs: 100 });

describe('the function behind it', () => {
  it('answers 500 when the function fails, and says why on the terminal alone', async () => {
    const broken = await failing(async () => ({ ok: false, reason: 'TypeError: secret detail' }));
    const response = await sendRequest(broken.port, { path: '/local/x' });
    await broken.close();
    expect(response).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    expect(JSON.stringify(response)).not.toContain('secret');
    expect(records[0]?.failure).toBe('TypeError: secret detail');
  });

  it('answers 500 when what it returned is malformed', async () => {
    runner.result = { statusCode: 'many' };
    expect(await sendRequest(gateway.port, { path: '/local/x' })).toMatchObject({ status: 500 });
    expect(records[0]?.failure).toBe('the function returned something that is no payload 2.0 response');
  });

  it('answers 503 past the integration time-out', async () => {
    const slow = await failing(() => new Promise(() => undefined));
    const response = await sendRequest(slow.port, { path: '/local/x' });
    await slow.close();
    expect(response).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
    expect(records[0]?.failure).toBe('the function did not answer within 0.1 s');
  });
});

describe('configuration', () => {
  it('throttles with 429', async () => {
    const throttled = await start({ throttling: { rate: 0.001, burst: 2 } });
    const responses = [];
    for (let index = 0; index < 3; index += 1)
      responses.push(await sendRequest(throttled.port, { path: '/local/x' }));
    await throttled.close();
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(responses[2]?.body).toBe('{"message":"Too Many Requests"}');
  });

  it('answers preflights itself where CORS is configured, and adds its headers to rejections too', async () => {
    const shared = await start({
      cors: { allowOrigins: ['https://app.example.com'], allowMethods: ['GET'] },
    });
    const origin = ['Origin', 'https://app.example.com'];
    const preflight = await sendRequest(shared.port, {
      method: 'OPTIONS',
      path: '/local/x',
      headers: [...origin, 'Access-Control-Request-Method', 'GET'],
    });
    const rejection = await sendRequest(shared.port, { path: '/local/y', headers: origin });
    await shared.close();
    expect(preflight.status).toBe(204);
    expect(headerOf(preflight, 'access-control-allow-origin')).toBe('https://app.example.com');
    expect(runner.events).toEqual([]);
    expect(headerOf(rejection, 'access-control-allow-origin')).toBe('https://app.example.com');
  });

  it('puts other routes in force without a restart', async () => {
    const changing = await start();
    changing.useRoutes([open('GET', '/y')]);
    const responses = [
      await sendRequest(changing.port, { path: '/local/x' }),
      await sendRequest(changing.port, { path: '/local/y' }),
    ];
    await changing.close();
    expect(responses.map(({ status }) => status)).toEqual([404, 200]);
  });

  it('does not start with an authorizer on a route and none configured', async () => {
    await expect(start({ routes: [{ ...open('GET', '/x'), authorizer: true }] })).rejects.toThrow(
      'The local gateway cannot start: GET /x has an authorizer and none is configured.',
    );
  });

  it('does not start when stage and mapping key are the same', async () => {
    await expect(start({ mappingKey: 'local' })).rejects.toThrow(
      'The local gateway cannot start: stage and mapping key are both local. Choose another AWS_API_GW_MAPPING_KEY.',
    );
  });

  it('says which variable moves it when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(
      `The local gateway cannot start: port ${port} is taken by another program. ` +
        `Stop it, or choose another port with PORT=${port + 1}.`,
    );
    other.close();
  });

  it('listens on loopback only', () => {
    expect(['127.0.0.1', '::1']).toEqual(expect.arrayContaining(gateway.addresses));
    expect(gateway.addresses).toContain('127.0.0.1');
  });
});

describe('connections', () => {
  it.each([
    ['close', 'close'],
    ['keep-alive', 'keep-alive'],
  ])('of a client that asks for %s are answered with %s', async (asked, received) => {
    const response = await sendRequest(gateway.port, { path: '/local/x', headers: ['Connection', asked] });
    expect(headerOf(response, 'connection')).toBe(received);
  });

  it('that end in the middle of a body leave no record and no harm', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write('POST /local/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(records).toEqual([]);
    expect(await sendRequest(gateway.port, { path: '/local/x' })).toMatchObject({ status: 200 });
  });

  it('that send without end are answered all the same', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /local/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `1000000\r\n${'x'.repeat(0x1000000)}\r\n`;
    for (let sent = 0; sent < 5; sent += 1) socket.write(chunk);
    const [response] = (await once(socket, 'data')) as [Buffer];
    expect(response.toString()).toMatch(/^HTTP\/1.1 413 [^]*Connection: close/);
    socket.destroy();
  });
});

describe('records', () => {
  it('tell of every request, without its query', async () => {
    await sendRequest(gateway.port, { path: '/local/x?token=secret' });
    expect(records).toEqual([
      {
        method: 'GET',
        path: '/local/x',
        status: 200,
        requestId: expect.any(String),
        route: open('GET', '/x'),
        times: { functionMs: 0, initMs: 0, cold: false },
        gatewayMs: expect.any(Number),
        integrationMs: expect.any(Number),
        bytes: 2,
        host: 'abcde.localhost',
        facts: expect.objectContaining({ sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' }),
      },
    ]);
    expect(JSON.stringify(records)).not.toContain('secret');
  });
});
