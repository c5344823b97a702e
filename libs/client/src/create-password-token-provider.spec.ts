import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { problem, startStubServer, type Reaction, type StubServer } from '../test/stub-server.ts';
import { createClient } from './create-client.ts';
import { createPasswordTokenProvider } from './create-password-token-provider.ts';
import type { TokenProvider } from './token-provider.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const SIGN_IN = 'grant_type=password&username=user%40example.com&password=p%26ss';

let server: StubServer;
beforeAll(async () => {
  server = await startStubServer();
});
afterAll(() => server.close());

let now: number;
let provider: TokenProvider;
beforeEach(() => {
  now = NOW;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  provider = createPasswordTokenProvider({
    baseUrl: server.url,
    username: 'user@example.com',
    password: 'p&ss',
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

function tokens(name: string, expiresIn = 3600): Reaction {
  return { body: { access_token: name, refresh_token: `refresh-${name}`, expires_in: expiresIn } };
}

function oauth(error: string): Reaction {
  return { status: 400, body: { error, error_description: 'No.', code: '400004' } };
}

function grants(): string[] {
  return server.received.map(({ body }) => body);
}

function later(seconds: number): void {
  now += seconds * 1000;
}

describe('signing in', () => {
  it('happens on first use, as a form', async () => {
    server.react(tokens('a'));
    expect(server.received).toHaveLength(0);
    expect(await provider.getToken()).toBe('a');
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        path: '/v1/auth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: SIGN_IN,
      },
    ]);
  });

  it('happens once for calls side by side', async () => {
    server.react(tokens('a'), tokens('b'));
    expect(await Promise.all([provider.getToken(), provider.getToken(), provider.getToken()])).toEqual([
      'a',
      'a',
      'a',
    ]);
    expect(server.received).toHaveLength(1);
  });

  it('that is rejected fails all that wait for it, and is tried again by the next', async () => {
    server.react(oauth('invalid_grant'), tokens('a'));
    const failures = await Promise.allSettled([provider.getToken(), provider.getToken()]);
    for (const failure of failures) {
      expect(failure).toMatchObject({
        reason: { name: 'ApiError', kind: 'oauth', code: '400004', oauthError: 'invalid_grant' },
      });
    }
    expect(server.received).toHaveLength(1);
    expect(await provider.getToken()).toBe('a');
  });

  it('is never sent again by itself', async () => {
    server.react(problem(503));
    await expect(provider.getToken()).rejects.toMatchObject({ status: 503 });
    expect(server.received).toHaveLength(1);
  });

  it('follows no redirect with the password', async () => {
    server.react({ status: 307, headers: { location: `${server.url}/elsewhere` }, body: '' });
    await expect(provider.getToken()).rejects.toMatchObject({ kind: 'network' });
    expect(server.received).toHaveLength(1);
  });
});

describe('a token', () => {
  beforeEach(async () => {
    server.react(tokens('a'));
    await provider.getToken();
    server.react(tokens('b'), tokens('c'));
  });

  it.each([
    ['new', 0],
    ['good for more than a minute', 3539],
  ])('is kept while it is %s', async (_, seconds) => {
    later(seconds);
    expect(await provider.getToken()).toBe('a');
    expect(server.received).toHaveLength(0);
  });

  it.each([
    ['a minute before it expires', 3540],
    ['after it has expired', 9999],
  ])('is renewed %s, once for calls side by side', async (_, seconds) => {
    later(seconds);
    expect(await Promise.all([provider.getToken(), provider.getToken()])).toEqual(['b', 'b']);
    expect(grants()).toEqual(['grant_type=refresh_token&refresh_token=refresh-a']);
  });

  it('is renewed when it is rejected, once for calls side by side', async () => {
    expect(await Promise.all([provider.getToken('a'), provider.getToken('a')])).toEqual(['b', 'b']);
    expect(grants()).toEqual(['grant_type=refresh_token&refresh_token=refresh-a']);
  });

  it('is not renewed when another than it was rejected', async () => {
    expect(await provider.getToken('before')).toBe('a');
    expect(server.received).toHaveLength(0);
  });

  it('is renewed by the refresh token that came last', async () => {
    await provider.getToken('a');
    expect(await provider.getToken('b')).toBe('c');
    expect(grants().at(-1)).toBe('grant_type=refresh_token&refresh_token=refresh-b');
  });

  it('is renewed by the password when the refresh token is rejected', async () => {
    server.react(oauth('invalid_grant'), tokens('d'));
    expect(await provider.getToken('a')).toBe('d');
    expect(grants()).toEqual(['grant_type=refresh_token&refresh_token=refresh-a', SIGN_IN]);
  });

  it('is kept while it is good when it cannot be renewed, and renewed by the next call', async () => {
    server.react(problem(503), tokens('d'));
    later(3550);
    expect(await provider.getToken()).toBe('a');
    expect(grants()).toHaveLength(1);
    expect(await provider.getToken()).toBe('d');
  });

  it.each([
    ['it has expired', 3600, undefined],
    ['it was rejected', 0, 'a'],
  ])('is of no use when it cannot be renewed and %s', async (_, seconds, rejected) => {
    server.react(problem(503));
    later(seconds);
    await expect(provider.getToken(rejected)).rejects.toMatchObject({ status: 503 });
  });

  it('that lives shortly is renewed at half its life', async () => {
    server.react(tokens('short', 40), tokens('next'));
    await provider.getToken('a');
    later(19);
    expect(await provider.getToken()).toBe('short');
    later(1);
    expect(await provider.getToken()).toBe('next');
  });
});

describe('with a client', () => {
  it('signs in, and again when the API rejects the token', async () => {
    server.react(tokens('a'), problem(401), tokens('b'), { body: { claims: {} } });
    const client = createClient({ baseUrl: server.url, tokenProvider: provider });
    expect((await client.GET('/users/whoami')).data).toEqual({ claims: {} });
    expect(server.received.map(({ path, headers }) => `${path} ${headers.authorization ?? ''}`)).toEqual([
      '/v1/auth/token ',
      '/v1/users/whoami Bearer a',
      '/v1/auth/token ',
      '/v1/users/whoami Bearer b',
    ]);
  });
});
