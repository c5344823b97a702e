import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { LocalIdentity } from './start-identity.ts';
import { startIdentity } from './start-identity.ts';

const TOOLKIT = '/identitytoolkit.googleapis.com/v1';

// Each start compiles the emulator's operations: a second or two, more on a machine with other things to do.
jest.setTimeout(60_000);

let identity: LocalIdentity;

beforeAll(async () => {
  identity = await startIdentity({ port: 0 });
});

afterAll(() => identity.close());

type EmulatorResponse = { status: number; body: Record<string, unknown> };

async function call(path: string, body?: object, init: RequestInit = {}): Promise<EmulatorResponse> {
  const response = await fetch(identity.url + path, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    ...init,
    headers: { connection: 'close', 'content-type': 'application/json', ...init.headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const owner = { headers: { authorization: 'Bearer owner' } };

const signIn = (email: string, password = 'password'): Promise<EmulatorResponse> =>
  call(`${TOOLKIT}/accounts:signInWithPassword?key=any`, { email, password, returnSecureToken: true });

describe('signing in', () => {
  it.each([
    ['admin@example.com', ['USERS', 'ADMINS']],
    ['user@example.com', ['USERS']],
    ['guest@example.com', undefined],
  ])('gives %s an ID token that verifies against the key set', async (email, groups) => {
    const { body } = await signIn(email);
    const { payload, protectedHeader } = await jwtVerify(
      String(body['idToken']),
      createRemoteJWKSet(new URL(identity.jwksUri)),
      { issuer: 'https://securetoken.google.com/demo-local', audience: 'demo-local', algorithms: ['RS256'] },
    );
    expect(protectedHeader).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(payload).toMatchObject({ email, email_verified: true, sub: email.split('@')[0] });
    expect(payload['groups']).toEqual(groups);
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3600);
  });

  it('answers what Google answers, the display name included', async () => {
    const { status, body } = await signIn('admin@example.com');
    expect(status).toBe(200);
    expect(body).toEqual({
      kind: 'identitytoolkit#VerifyPasswordResponse',
      localId: 'admin',
      email: 'admin@example.com',
      displayName: 'Ada Admin',
      idToken: expect.any(String),
      registered: true,
      refreshToken: expect.any(String),
      expiresIn: '3600',
    });
  });

  it.each([
    ['a wrong password', 'admin@example.com', 'wrong'],
    ['an unknown address', 'nobody@example.com', 'password'],
  ])('answers the same for %s', async (_what, email, password) => {
    const { status, body } = await signIn(email, password);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 400, message: 'INVALID_LOGIN_CREDENTIALS' } });
  });

  it('signs the token of a refresh', async () => {
    const { body } = await signIn('user@example.com');
    const refreshed = await call('/securetoken.googleapis.com/v1/token?key=any', {
      grantType: 'refresh_token',
      refreshToken: body['refreshToken'],
    });
    expect(decodeProtectedHeader(String(refreshed.body['id_token'])).alg).toBe('RS256');
    expect(decodeJwt(String(refreshed.body['id_token']))).toMatchObject({ sub: 'user', groups: ['USERS'] });
  });

  it('lets a new account sign up, without groups', async () => {
    const { body } = await call(`${TOOLKIT}/accounts:signUp?key=any`, {
      email: 'new@example.com',
      password: 'long-enough',
      returnSecureToken: true,
    });
    const claims = decodeJwt(String(body['idToken']));
    expect(claims).toMatchObject({ email: 'new@example.com', email_verified: false });
    expect(claims).not.toHaveProperty('groups');
  });

  it('takes a custom token and signs the ID token made from it', async () => {
    const custom = [{ alg: 'none', typ: 'JWT' }, customTokenFor('machine-1')]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const { body } = await call(`${TOOLKIT}/accounts:signInWithCustomToken?key=any`, {
      token: `${custom}.`,
      returnSecureToken: true,
    });
    const token = String(body['idToken']);
    expect(decodeProtectedHeader(token).alg).toBe('RS256');
    expect(decodeJwt(token)).toMatchObject({ sub: 'machine-1', groups: ['USERS'] });
  });
});

function customTokenFor(uid: string): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    uid,
    claims: { groups: ['USERS'] },
    iat: now,
    exp: now + 3600,
    iss: 'a@example.com',
    sub: 'a@example.com',
    aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
  };
}

describe('managing users', () => {
  it('looks a user up for an administrator', async () => {
    const { body } = await call(
      `${TOOLKIT}/projects/demo-local/accounts:lookup`,
      { localId: ['guest'] },
      owner,
    );
    expect(body).toMatchObject({ users: [{ localId: 'guest', email: 'guest@example.com' }] });
  });

  it('rejects a look-up without the administrator', async () => {
    const { status } = await call(`${TOOLKIT}/projects/demo-local/accounts:lookup`, { localId: ['guest'] });
    expect(status).toBe(403);
  });

  const refresh = (token: unknown): Promise<EmulatorResponse> =>
    call('/securetoken.googleapis.com/v1/token?key=any', { grantType: 'refresh_token', refreshToken: token });

  it.each([
    ['ended its sessions', { validSince: String(Math.floor(Date.now() / 1000)) }],
    ['gave it another password', { password: 'password' }],
  ])(
    'rejects the refresh token of an account once an administrator %s, and takes a new one',
    async (_what, change) => {
      const before = await signIn('user@example.com');
      expect((await refresh(before.body['refreshToken'])).status).toBe(200);
      await call(`${TOOLKIT}/projects/demo-local/accounts:update`, { localId: 'user', ...change }, owner);
      const { status, body } = await refresh(before.body['refreshToken']);
      expect([status, body]).toEqual([
        400,
        expect.objectContaining({ error: expect.objectContaining({ message: 'TOKEN_EXPIRED' }) }),
      ]);
      expect((await refresh((await signIn('user@example.com')).body['refreshToken'])).status).toBe(200);
    },
  );

  it('does not sign a disabled user in', async () => {
    await call(
      `${TOOLKIT}/projects/demo-local/accounts:update`,
      { localId: 'guest', disableUser: true },
      owner,
    );
    const { body } = await signIn('guest@example.com');
    expect(body).toMatchObject({ error: { message: 'USER_DISABLED' } });
  });
});

describe('describing itself', () => {
  it.each(['/jwks.json', '/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com'])(
    'serves the public key at %s, and nothing private',
    async (path) => {
      const { body } = await call(path);
      expect(body).toEqual({
        keys: [
          { kty: 'RSA', e: 'AQAB', n: expect.any(String), kid: expect.any(String), alg: 'RS256', use: 'sig' },
        ],
      });
    },
  );

  it.each(['/.well-known/openid-configuration', '/demo-local/.well-known/openid-configuration'])(
    'serves its discovery document at %s',
    async (path) => {
      const { body } = await call(path);
      expect(body).toMatchObject({
        issuer: 'https://securetoken.google.com/demo-local',
        jwks_uri: identity.jwksUri,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    },
  );

  it('listens on loopback only', () => {
    expect(identity.addresses.filter((address) => !['127.0.0.1', '::1'].includes(address))).toEqual([]);
    expect(identity.addresses).toContain('127.0.0.1');
  });
});

describe('web pages', () => {
  it('rejects a request that names an origin, and allows none', async () => {
    const response = await fetch(`${identity.url}/jwks.json`, {
      headers: { origin: 'http://localhost:5173' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.json()).toEqual({
      error: { code: 403, message: 'The local Firebase Auth does not answer web pages.' },
    });
  });

  it('rejects a preflight', async () => {
    const response = await fetch(`${identity.url}/jwks.json`, { method: 'OPTIONS' });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('incidents', () => {
  const control = (method: string, path: string): Promise<EmulatorResponse> =>
    call(path, undefined, { method });
  const keyIds = async (): Promise<unknown[]> =>
    ((await call('/jwks.json')).body['keys'] as { kid: string }[]).map(({ kid }) => kid);
  const kidOf = async (): Promise<unknown> =>
    decodeProtectedHeader(String((await signIn('user@example.com')).body['idToken'])).kid;

  it('signs with another key after a rotation, and publishes the one before beside it', async () => {
    const before = await kidOf();
    const { body } = await control('POST', '/_local/rotation');
    expect(await kidOf()).toBe(body['kid']);
    expect(await keyIds()).toEqual([body['kid'], before]);
    await control('POST', '/_local/rotation');
    expect(await keyIds()).toEqual([await kidOf(), body['kid']]);
  });

  it('publishes the next key before it signs with it when it is told to', async () => {
    const before = await kidOf();
    const { body } = await control('PUT', '/_local/next-key');
    expect(await kidOf()).toBe(before);
    expect((await keyIds()).slice(0, 2)).toEqual([before, body['kid']]);
    await control('POST', '/_local/rotation');
    expect([await kidOf(), await keyIds()]).toEqual([body['kid'], [body['kid'], before]]);
  });

  it('replies 503 to everything during an outage, and as before when it is over', async () => {
    await control('PUT', '/_local/outage');
    const during = [await signIn('user@example.com'), await call('/jwks.json')];
    await control('DELETE', '/_local/outage');
    for (const { status, body } of during)
      expect([status, body]).toMatchObject([503, { error: { status: 'UNAVAILABLE' } }]);
    expect((await signIn('user@example.com')).status).toBe(200);
  });

  it('does not let a web page make one', async () => {
    const { status } = await call('/_local/outage', undefined, {
      method: 'PUT',
      headers: { origin: 'http://localhost:5173' },
    });
    expect(status).toBe(403);
    expect((await call('/jwks.json')).status).toBe(200);
  });
});

describe('starting', () => {
  it('makes fresh keys and users each time', async () => {
    const before = await signIn('user@example.com');
    const other = await startIdentity({ port: 0, users: [] });
    const keys = (await (await fetch(other.jwksUri)).json()) as Parameters<typeof createLocalJWKSet>[0];
    await other.close();
    await expect(jwtVerify(String(before.body['idToken']), createLocalJWKSet(keys))).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  });

  it('says which variable moves it when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startIdentity({ port })).rejects.toThrow(
      `The local Firebase Auth cannot start: port ${port} is taken by another program. ` +
        `Stop it, or choose another port with IDENTITY_PORT=${port + 1}.`,
    );
    other.close();
  });

  it('rejects a project that could be a real one', async () => {
    await expect(startIdentity({ port: 0, projectId: 'production' })).rejects.toThrow(
      'The local Firebase Auth cannot start: its project must be named demo-…',
    );
  });
});
