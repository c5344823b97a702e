import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gateway, problem, startStubServer, type StubServer } from '../test/stub-server.ts';
import type { ClientOptions } from './client-options.ts';
import type { Client } from './client.ts';
import { createClient } from './create-client.ts';

const HEALTH = { status: 'ok', version: '1.0.0', uptime: 1 };
const ME = { claims: { sub: 's' } };
const CHALLENGE = 'Bearer scope="" error="invalid_token" error_description="JWKS communication error"';

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

function authorizations(): unknown[] {
  return server.received.map(({ headers }) => headers.authorization);
}

describe('a token', () => {
  it('is sent as a bearer token', async () => {
    server.react({ body: ME });
    await clientOf({ getToken: () => 't1' }).GET('/users/whoami');
    await clientOf({ tokenProvider: { getToken: async () => 't2' } }).GET('/users/whoami');
    expect(authorizations()).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('is not asked for where the operation is public', async () => {
    server.react({ body: HEALTH });
    const getToken = jest.fn(() => 't');
    await clientOf({ getToken }).GET('/manage/hc');
    expect(getToken).not.toHaveBeenCalled();
    expect(authorizations()).toEqual([undefined]);
  });

  it('is not sent where there is none', async () => {
    server.react(gateway(401, 'Unauthorized', { 'www-authenticate': 'Bearer' }));
    const getToken = jest.fn(() => undefined);
    await expect(clientOf({ getToken }).GET('/users/whoami')).rejects.toMatchObject({
      kind: 'gateway',
      status: 401,
      wwwAuthenticate: 'Bearer',
    });
    expect(authorizations()).toEqual([undefined]);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('gives way to credentials that the caller brings', async () => {
    server.react({ body: ME });
    const getToken = jest.fn(() => 't');
    await clientOf({ getToken }).GET('/users/whoami', { headers: { authorization: 'Bearer mine' } });
    expect(authorizations()).toEqual(['Bearer mine']);
    expect(getToken).not.toHaveBeenCalled();
  });

  it('is renewed once it is rejected, and the call sent again', async () => {
    server.react(problem(401), { body: ME });
    const getToken = jest.fn((rejected?: string) => (rejected === 'old' ? 'new' : 'old'));
    const { data } = await clientOf({ getToken, retries: 0 }).GET('/users/whoami');
    expect(data).toEqual(ME);
    expect(authorizations()).toEqual(['Bearer old', 'Bearer new']);
  });

  it('is renewed for a call with a body too', async () => {
    const reads: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      reads.push(`${request.headers.get('authorization')} ${await request.text()}`);
      return reads.length === 1 ? new Response('', { status: 401 }) : Response.json({});
    };
    const getToken = (rejected?: string): string => (rejected ? 'new' : 'old');
    const post = clientOf({ getToken, fetch }).POST as (path: string, init: object) => Promise<unknown>;
    await post('/orders', { body: { n: 1 } });
    expect(reads).toEqual(['Bearer old {"n":1}', 'Bearer new {"n":1}']);
  });

  it('is renewed once only', async () => {
    server.react(problem(401, { code: '401001' }));
    let issued = 0;
    const getToken = jest.fn(() => `t${(issued += 1)}`);
    await expect(clientOf({ getToken }).GET('/users/whoami')).rejects.toMatchObject({ code: '401001' });
    expect(authorizations()).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it.each([
    ['the same', 't'],
    ['none', undefined],
  ])('is not sent again when there is %s after the rejection', async (_, renewed) => {
    server.react(problem(401));
    const getToken = (rejected?: string): string | undefined => (rejected ? renewed : 't');
    await expect(clientOf({ getToken }).GET('/users/whoami')).rejects.toMatchObject({ status: 401 });
    expect(server.received).toHaveLength(1);
  });

  it('is kept when the gateway cannot reach the issuer, and the call sent again', async () => {
    server.react(gateway(401, 'Unauthorized', { 'www-authenticate': CHALLENGE }), { body: ME });
    const getToken = jest.fn(() => 't');
    await clientOf({ getToken }).GET('/users/whoami');
    expect(authorizations()).toEqual(['Bearer t', 'Bearer t']);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it('that cannot be had fails the call with what was thrown', async () => {
    server.react({ body: ME });
    const failure = new Error('signed out');
    const getToken = (): never => {
      throw failure;
    };
    await expect(clientOf({ getToken }).GET('/users/whoami')).rejects.toBe(failure);
    expect(server.received).toHaveLength(0);
  });
});

describe('sending again', () => {
  it.each([
    ['429', gateway(429, 'Too Many Requests')],
    ['503', problem(503)],
    ['a connection that failed', (response: { destroy(): unknown }) => void response.destroy()],
  ])('succeeds after %s', async (_, reaction) => {
    server.react(reaction, reaction, { body: HEALTH });
    expect((await clientOf().GET('/manage/hc')).data).toEqual(HEALTH);
    expect(server.received).toHaveLength(3);
  });

  it.each([
    [0, 1],
    [2, 3],
    [4, 5],
  ])('ends after %i retries with the last failure', async (retries, requests) => {
    server.react(problem(503));
    await expect(clientOf({ retries }).GET('/manage/hc')).rejects.toMatchObject({ status: 503 });
    expect(server.received).toHaveLength(requests);
  });

  it('is up to the one call where that says so', async () => {
    server.react(problem(503));
    await expect(clientOf({ retries: 5 }).GET('/manage/hc', { retries: 1 })).rejects.toMatchObject({
      status: 503,
    });
    expect(server.received).toHaveLength(2);
  });

  it('never happens to what is not idempotent', async () => {
    server.react(problem(503));
    const call = clientOf().POST('/auth/token', { body: {} });
    await expect(call).rejects.toMatchObject({ status: 503 });
    expect(server.received).toHaveLength(1);
  });

  it('never happens to what will not get better', async () => {
    server.react(problem(500));
    await expect(clientOf().GET('/manage/hc')).rejects.toMatchObject({ status: 500 });
    expect(server.received).toHaveLength(1);
  });

  it('waits as long as the response asks for', async () => {
    server.react(problem(429, {}, { 'retry-after': '1' }), { body: HEALTH });
    const started = performance.now();
    await clientOf().GET('/manage/hc');
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  it('does not happen when the wait would take longer than the call has', async () => {
    server.react(problem(429, {}, { 'retry-after': '60' }));
    const started = performance.now();
    await expect(clientOf({ timeoutMs: 5_000 }).GET('/manage/hc')).rejects.toMatchObject({
      status: 429,
      retryAfter: 60,
    });
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(server.received).toHaveLength(1);
  });
});
