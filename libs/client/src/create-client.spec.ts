import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gateway, problem, startStubServer, type StubServer } from '../test/stub-server.ts';
import type { ClientOptions } from './client-options.ts';
import type { Client } from './client.ts';
import { createClient } from './create-client.ts';

const HEALTH = { status: 'ok', version: '1.0.0', uptime: 1 };

let server: StubServer;
beforeAll(async () => {
  server = await startStubServer();
});
afterAll(() => server.close());

beforeEach(() => {
  // No wait but what a response asks for.
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

function clientOf(options: Partial<ClientOptions> = {}): Client {
  return createClient({ baseUrl: server.url, ...options } as ClientOptions);
}

describe('a call', () => {
  it('gives what the operation answers, with the response', async () => {
    server.react({ body: HEALTH, headers: { 'x-one': '1' } });
    const { data, response } = await clientOf().GET('/manage/hc');
    expect(data).toEqual(HEALTH);
    expect(response.headers.get('x-one')).toBe('1');
    expect(server.received).toMatchObject([{ method: 'GET', path: '/v1/manage/hc' }]);
  });

  it('sends a form where the caller says so', async () => {
    server.react({ body: {} });
    await clientOf().POST('/auth/token', {
      body: { username: 'a b', password: 'ä&' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(server.received[0]).toMatchObject({ method: 'POST', body: 'username=a+b&password=%C3%A4%26' });
  });

  it('sends the headers and the body that the caller makes', async () => {
    server.react({ body: {} });
    const form = new FormData();
    form.set('username', 'a');
    const headers: [string, string][] = [['x-one', '1']];
    await clientOf().POST('/auth/token', { body: {}, bodySerializer: () => form, headers });
    expect(server.received[0]).toMatchObject({
      headers: { 'x-one': '1', 'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/) },
      body: expect.stringContaining('name="username"'),
    });
  });

  it('reads the body as the caller wants it', async () => {
    server.react({ body: HEALTH });
    const { data } = await clientOf().GET('/manage/hc', { parseAs: 'text' });
    expect(data).toBe(JSON.stringify(HEALTH));
  });

  it('uses the fetch it is given', async () => {
    const fetch = async ({ url }: Request): Promise<Response> => Response.json({ url });
    const { data } = await clientOf({ fetch }).GET('/manage/hc');
    expect(data).toEqual({ url: `${server.url}/manage/hc` });
  });

  it('rejects a path parameter that would make another path', async () => {
    server.react({ body: {} });
    const get = clientOf().GET as (path: string, init: object) => Promise<unknown>;
    await get('/orders/{id}', { params: { path: { id: 'a/b' } } });
    expect(server.received.map(({ path }) => path)).toEqual(['/v1/orders/a%2Fb']);
    await expect(get('/orders/{id}', { params: { path: { id: '..' } } })).rejects.toMatchObject({
      name: 'TypeError',
      message: 'The path parameter id must not be empty, "." or "..": no URL can hold it.',
    });
    expect(server.received).toHaveLength(1);
  });

  it('throws what a request that cannot be made is', async () => {
    server.react({});
    const call = clientOf().GET('/manage/hc', { headers: { 'x-bad': 'a\nb' } });
    await expect(call).rejects.toMatchObject({ name: 'TypeError' });
    expect(server.received).toHaveLength(0);
  });
});

describe('a failure', () => {
  it.each([
    ['a problem', problem(403, { code: '403003' }), { kind: 'problem', status: 403, code: '403003' }],
    ['an error of the gateway', gateway(404, 'Not Found'), { kind: 'gateway', status: 404, code: '404000' }],
    ['a page', { status: 500, body: '<html>' }, { kind: 'unexpected', status: 500, code: '500000' }],
    ['a redirect that is not followed', { status: 304, body: '' }, { kind: 'unexpected', status: 304 }],
  ])('is thrown as an ApiError when the response is %s', async (_, reaction, fields) => {
    server.react(reaction);
    await expect(clientOf().GET('/manage/hc')).rejects.toMatchObject({ name: 'ApiError', ...fields });
  });

  it('is thrown when a good response does not parse', async () => {
    server.react({ body: '<html>', headers: { 'content-type': 'text/html' } });
    await expect(clientOf().GET('/manage/hc')).rejects.toMatchObject({
      name: 'ApiError',
      kind: 'unexpected',
      status: 200,
      code: '200000',
      detail: 'The response cannot be read as what it should be.',
      cause: { name: 'SyntaxError' },
    });
  });

  it('is thrown when the connection fails in the middle of a good response', async () => {
    server.react((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(clientOf().GET('/manage/hc')).rejects.toMatchObject({ kind: 'network', status: 0 });
    expect(server.received).toHaveLength(1);
  });

  it('is thrown when nothing listens', async () => {
    const gone = await startStubServer();
    await gone.close();
    await expect(createClient({ baseUrl: gone.url }).GET('/manage/hc')).rejects.toMatchObject({
      name: 'ApiError',
      kind: 'network',
      status: 0,
      code: 'network',
      detail: 'There is no response: the connection failed.',
      cause: { name: 'TypeError' },
    });
  });

  it('holds nothing of the request', async () => {
    server.react(problem(401));
    const error = await clientOf({ getToken: () => 'SECRET' })
      .GET('/users/whoami')
      .catch((error: unknown) => error);
    expect(JSON.stringify(error) + String(error)).not.toContain('SECRET');
  });
});

describe('time', () => {
  const TIMEOUT = {
    name: 'ApiError',
    kind: 'timeout',
    status: 0,
    code: 'timeout',
    detail: 'There was no response within 50 ms.',
  };

  it('ends a call without a response', async () => {
    server.react(() => undefined);
    await expect(clientOf({ timeoutMs: 50 }).GET('/manage/hc')).rejects.toMatchObject(TIMEOUT);
    expect(server.received).toHaveLength(1);
  });

  it('ends the connection of a call without a response', async () => {
    const closed = new Promise((resolve) => {
      server.react((response) => void response.once('close', () => resolve('closed')));
    });
    await expect(clientOf({ timeoutMs: 50 }).GET('/manage/hc')).rejects.toMatchObject(TIMEOUT);
    expect(await closed).toBe('closed');
  });

  it('ends a call whose response comes in drops', async () => {
    server.react((response) => void response.writeHead(200).write('{'));
    await expect(clientOf({ timeoutMs: 50 }).GET('/manage/hc')).rejects.toMatchObject(TIMEOUT);
  });

  it('ends a call whose failure comes in drops', async () => {
    server.react((response) => void response.writeHead(500).write('{'));
    await expect(clientOf({ timeoutMs: 50 }).GET('/manage/hc')).rejects.toMatchObject(TIMEOUT);
  });

  it('ends a call whose token does not come', async () => {
    const getToken = (): Promise<string> => new Promise(() => undefined);
    await expect(clientOf({ getToken, timeoutMs: 50 }).GET('/users/whoami')).rejects.toMatchObject(TIMEOUT);
  });

  it('ends a call whose fetch takes no signal', async () => {
    const fetch = (): Promise<Response> => new Promise(() => undefined);
    await expect(clientOf({ fetch, timeoutMs: 50 }).GET('/manage/hc')).rejects.toMatchObject(TIMEOUT);
  });

  it('is up to the one call where that says so', async () => {
    server.react(() => undefined);
    await expect(clientOf().GET('/manage/hc', { timeoutMs: 50 })).rejects.toMatchObject(TIMEOUT);
  });

  it('does not run on after the call', async () => {
    const ended = jest.spyOn(globalThis, 'clearTimeout');
    const started = jest.spyOn(globalThis, 'setTimeout');
    server.react({ body: HEALTH });
    await clientOf().GET('/manage/hc');
    expect(started.mock.results).toHaveLength(1);
    expect(ended.mock.calls).toEqual(started.mock.results.map(({ value }) => [value]));
  });
});

describe('a signal', () => {
  it('of the caller that aborts before the call ends it with its reason', async () => {
    const call = clientOf().GET('/manage/hc', { signal: AbortSignal.abort('enough') });
    await expect(call).rejects.toBe('enough');
  });

  it('of the caller that aborts while it waits for the call ends it with its reason', async () => {
    const controller = new AbortController();
    // The request has arrived, and nothing is answered.
    server.react(() => controller.abort('enough'));
    await expect(clientOf().GET('/manage/hc', { signal: controller.signal })).rejects.toBe('enough');
  });

  it('of the caller ends the wait for a token', async () => {
    const getToken = (): Promise<string> => new Promise(() => undefined);
    const call = clientOf({ getToken }).GET('/users/whoami', { signal: AbortSignal.abort('enough') });
    await expect(call).rejects.toBe('enough');
  });

  it('of the caller ends the wait for another attempt', async () => {
    server.react(problem(503, {}, { 'retry-after': '5' }));
    const controller = new AbortController();
    const setTimer = globalThis.setTimeout;
    // The wait of five seconds has begun.
    jest.spyOn(globalThis, 'setTimeout').mockImplementation(((callback: () => void, delay?: number) => {
      if (delay === 5_000) queueMicrotask(() => controller.abort('enough'));
      return setTimer(callback, delay);
    }) as typeof setTimeout);
    await expect(clientOf().GET('/manage/hc', { signal: controller.signal })).rejects.toBe('enough');
    expect(server.received).toHaveLength(1);
  });

  it('of the caller keeps no listener', async () => {
    const { signal } = new AbortController();
    const remove = jest.spyOn(signal, 'removeEventListener');
    const add = jest.spyOn(signal, 'addEventListener');
    server.react({ body: HEALTH });
    await clientOf().GET('/manage/hc', { signal });
    expect(remove.mock.calls).toEqual(add.mock.calls.map(([type, listener]) => [type, listener]));
  });
});
