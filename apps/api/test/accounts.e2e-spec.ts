import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ApiResponse } from '@lambda-nest/testing';
import { startApi, type TestApi } from './start-api.ts';
import { startEmulator, type Emulator } from './start-emulator.ts';

// The emulator compiles its operations when it starts, and an account is out within five seconds.
jest.setTimeout(60_000);

let emulator: Emulator;
let api: TestApi;
let admin: { authorization: string };
beforeAll(async () => {
  emulator = await startEmulator();
  api = await startApi({ environment: emulator.environment });
  admin = await signIn('admin');
});
afterAll(async () => {
  await api.close();
  await emulator.close();
});
beforeEach(() => {
  api.lines.length = 0;
});

type Headers = Record<string, string>;

const USERS = '/v1/admin/users';
const JSON_TYPE = { 'content-type': 'application/json' };
const get = (path: string, headers: Headers = admin) => api.request({ path, headers });
const post = (path: string, headers: Headers = admin) => api.request({ method: 'POST', path, headers });

function putGrants(
  id: string,
  body: object,
  headers: Headers = {},
  by: Headers = admin,
): Promise<ApiResponse> {
  return api.request({
    method: 'PUT',
    path: `${USERS}/${id}/grants`,
    headers: { ...JSON_TYPE, ...by, ...headers },
    body: JSON.stringify(body),
  });
}

let nextAddress = 0;

function requestTokens(form: Record<string, string>): Promise<ApiResponse> {
  return api.request({
    method: 'POST',
    path: '/v1/auth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    sourceIp: `198.51.100.${(nextAddress += 1)}`,
  });
}

async function tokensOf(name: string): Promise<{ access_token: string; refresh_token: string }> {
  const tokens = await requestTokens({ username: `${name}@example.com`, password: 'password' });
  return tokens.json() as never;
}

async function signIn(name: string): Promise<{ authorization: string }> {
  const { access_token: token } = await tokensOf(name);
  return { authorization: `Bearer ${token}` };
}

/** Firebase compares whole seconds: what was signed in this second is not ended by what happens in it. */
async function nextSecond(): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  while (Math.floor(Date.now() / 1000) === now) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

const create = async (name: string): Promise<void> => {
  const url = `${emulator.url}/identitytoolkit.googleapis.com/v1/projects/demo-local/accounts`;
  await fetch(url, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: 'Bearer owner' },
    body: JSON.stringify({ localId: name, email: `${name}@example.com`, password: 'password' }),
  });
};

const etagOf = async (id: string): Promise<string> => (await get(`${USERS}/${id}`)).headers['etag'] ?? '';
const audit = () => api.lines.filter(({ message }) => message === 'account changed');

describe('reading accounts', () => {
  it('lists them in pages, each once', async () => {
    const first = await get(`${USERS}?limit=2`);
    expect(first.status).toBe(200);
    expect(first.headers['cache-control']).toBe('no-store');
    const { accounts, next } = first.json() as { accounts: { id: string }[]; next: string };
    expect(accounts).toHaveLength(2);
    const rest = (await get(`${USERS}?limit=50&cursor=${next}`)).json() as { accounts: { id: string }[] };
    const ids = [...accounts, ...rest.accounts].map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['admin', 'user', 'guest']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds them by a part of address or name', async () => {
    const found = (await get(`${USERS}?search=UMA`)).json() as { accounts: object[] };
    expect(found).toEqual({ accounts: [expect.objectContaining({ id: 'user', displayName: 'Uma User' })] });
  });

  it.each(['limit=0', 'limit=51', 'search=', 'cursor=!'])('rejects %s', async (query) => {
    const { status, json } = await get(`${USERS}?${query}`);
    expect([status, json()]).toEqual([400, expect.objectContaining({ code: '400000' })]);
  });

  it('shows one, with an ETag', async () => {
    await signIn('user');
    const { status, headers, json } = await get(`${USERS}/user`);
    expect(status).toBe(200);
    expect(headers['etag']).toMatch(/^"[\w-]{22}"$/);
    expect(json()).toEqual({
      id: 'user',
      email: 'user@example.com',
      emailVerified: true,
      displayName: 'Uma User',
      disabled: false,
      groups: ['USERS'],
      scopes: [],
      createdAt: expect.any(String),
      lastSignInAt: expect.any(String),
    });
  });

  it('replies 404 for an account that there is not', async () => {
    const { status, json } = await get(`${USERS}/nobody`);
    expect([status, json()]).toEqual([404, expect.objectContaining({ code: '404001' })]);
  });
});

describe('granting', () => {
  it('opens a route with the next token, and taking away closes it for the token that is left', async () => {
    await create('grantee');
    const before = await signIn('grantee');
    expect((await get('/v1/admin/endpoints', before)).status).toBe(403);

    const wanted = { groups: ['USERS', 'ADMINS'], scopes: [] };
    const given = await putGrants('grantee', wanted, { 'if-match': await etagOf('grantee') });
    expect([given.status, given.json()]).toEqual([200, expect.objectContaining(wanted)]);
    const promoted = await signIn('grantee');
    expect((await get('/v1/admin/endpoints', promoted)).status).toBe(200);

    await nextSecond();
    const taken = await putGrants(
      'grantee',
      { groups: ['USERS'] },
      { 'if-match': given.headers['etag'] ?? '' },
    );
    expect(taken.status).toBe(200);
    await until(async () => (await get('/v1/admin/endpoints', promoted)).status === 401);
    expect((await get('/v1/admin/endpoints', await signIn('grantee'))).status).toBe(403);
    expect(audit()).toEqual([
      expect.objectContaining({
        change: 'grants',
        actor: 'admin',
        subject: 'grantee',
        before: { groups: [], scopes: [] },
        after: wanted,
        requestId: expect.any(String),
      }),
      expect.objectContaining({ before: wanted, after: { groups: ['USERS'], scopes: [] } }),
    ]);
  });

  it('rejects a state that was not read, and one that has changed since', async () => {
    const seen = await etagOf('guest');
    expect((await putGrants('guest', { groups: ['USERS'] })).status).toBe(428);
    expect((await putGrants('guest', { groups: ['USERS'] }, { 'if-match': seen })).status).toBe(200);
    const { status, json } = await putGrants('guest', { groups: [] }, { 'if-match': seen });
    expect([status, json()]).toEqual([412, expect.objectContaining({ code: '412000' })]);
    expect((await putGrants('guest', { groups: [] }, { 'if-match': '*' })).status).toBe(200);
  });

  it.each([
    ['an undeclared group', { groups: ['ROOT'] }, 'groups'],
    ['an undeclared scope', { groups: [], scopes: ['all'] }, 'scopes'],
    ['no groups', {}, 'groups'],
    ['another member', { groups: [], disabled: true }, 'disabled'],
  ])('rejects %s, and changes nothing', async (_what, body, field) => {
    const { status, json } = await putGrants('guest', body, { 'if-match': '*' });
    expect(status).toBe(400);
    expect(json()).toMatchObject({ code: '400000', errors: [expect.objectContaining({ field })] });
    expect(audit()).toEqual([]);
  });

  it('lets no caller change the own account, nor the last administrator be removed', async () => {
    const own = await putGrants('admin', { groups: ['USERS'] }, { 'if-match': '*' });
    expect([own.status, own.json()]).toEqual([409, expect.objectContaining({ code: '409001' })]);
    expect((await post(`${USERS}/admin/disable`)).status).toBe(409);
    expect((await get('/v1/admin/endpoints')).status).toBe(200);
  });

  it.each(['user', 'guest'])('lets %s do none of it', async (name) => {
    const headers = await signIn(name);
    const statuses = [
      (await get(USERS, headers)).status,
      (await get(`${USERS}/${name}`, headers)).status,
      (await putGrants(name, { groups: ['ADMINS'] }, { 'if-match': '*' }, headers)).status,
      (await post(`${USERS}/admin/disable`, headers)).status,
      (await post(`${USERS}/admin/revoke-sessions`, headers)).status,
    ];
    expect(statuses).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('disabling', () => {
  it('ends tokens on checked routes within the period, refresh tokens and sign-in at once, until it is enabled', async () => {
    await create('leaver');
    await putGrants('leaver', { groups: ['ADMINS'] }, { 'if-match': '*' });
    const { access_token: token, refresh_token: refresh } = await tokensOf('leaver');
    const held = { authorization: `Bearer ${token}` };
    expect((await get('/v1/admin/endpoints', held)).status).toBe(200);

    const disabled = await post(`${USERS}/leaver/disable`);
    expect([disabled.status, disabled.json()]).toEqual([200, expect.objectContaining({ disabled: true })]);
    const from = Date.now();
    await until(async () => (await get('/v1/admin/endpoints', held)).status === 401);
    expect(Date.now() - from).toBeLessThan(10_000);
    expect((await requestTokens({ grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(400);
    expect((await requestTokens({ username: 'leaver@example.com', password: 'password' })).status).toBe(400);

    expect((await post(`${USERS}/leaver/enable`)).json()).toMatchObject({ disabled: false });
    expect((await tokensOf('leaver')).access_token).toMatch(/^eyJ/);
    expect(audit().map(({ change }) => change)).toEqual(['grants', 'disable', 'enable']);
  });
});

describe('other changes', () => {
  it('ends sessions: refresh tokens are worth nothing any more', async () => {
    await create('roamer');
    const { refresh_token: refresh } = await tokensOf('roamer');
    expect((await requestTokens({ grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(200);
    expect((await post(`${USERS}/roamer/revoke-sessions`)).status).toBe(200);
    expect((await requestTokens({ grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(400);
    const { refresh_token: next } = await tokensOf('roamer');
    expect((await requestTokens({ grant_type: 'refresh_token', refresh_token: next })).status).toBe(200);
  });

  it('has a password reset sent to the owner', async () => {
    expect((await post(`${USERS}/user/password-reset`)).status).toBe(200);
    const codes = await fetch(`${emulator.url}/emulator/v1/projects/demo-local/oobCodes`);
    const { oobCodes } = (await codes.json()) as { oobCodes: object[] };
    expect(oobCodes).toContainEqual(
      expect.objectContaining({ email: 'user@example.com', requestType: 'PASSWORD_RESET' }),
    );
    expect(audit()).toEqual([expect.objectContaining({ change: 'password-reset', subject: 'user' })]);
  });
});

describe('with ACCOUNTS=off', () => {
  it('there are no such routes', async () => {
    const off = await startApi({ environment: { ACCOUNTS: 'off' } });
    const headers = off.bearer({ groups: ['ADMINS'] });
    expect((await off.request({ path: USERS, headers })).status).toBe(404);
    await off.close();
  });
});

describe('when the provider cannot be asked', () => {
  it('replies 503 and tells the log why', async () => {
    const broken = await startApi({ environment: { ACCOUNT_CHECK: 'off' } });
    broken.google.replyWith({
      status: 403,
      body: { error: { code: 403, message: 'INSUFFICIENT_PERMISSION' } },
    });
    const headers = broken.bearer({ groups: ['ADMINS'] });
    const { status, headers: sent, json } = await broken.request({ path: USERS, headers });
    expect([status, sent['retry-after']]).toEqual([503, '5']);
    expect(json()).toMatchObject({ detail: 'Accounts cannot be managed right now. Try again later.' });
    expect(JSON.stringify(broken.lines)).toContain('auth/insufficient-permission');
    await broken.close();
  });
});
