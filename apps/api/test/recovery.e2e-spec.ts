import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ApiResponse } from '@lambda-nest/testing';
import { startApi, type TestApi } from './start-api.ts';
import { startEmulator, type Emulator } from './start-emulator.ts';

// The emulator compiles its operations when it starts.
jest.setTimeout(60_000);

let emulator: Emulator;
let api: TestApi;
beforeAll(async () => {
  emulator = await startEmulator();
  api = await startApi({ environment: emulator.environment });
});
afterAll(async () => {
  await api.close();
  await emulator.close();
});
beforeEach(() => {
  api.lines.length = 0;
});

let nextAddress = 0;

function post(
  path: string,
  body: object,
  sourceIp = `198.51.100.${(nextAddress += 1)}`,
): Promise<ApiResponse> {
  const headers = { 'content-type': 'application/json' };
  return api.request({ method: 'POST', path, headers, body: JSON.stringify(body), sourceIp });
}

function postForm(path: string, form: Record<string, string>): Promise<ApiResponse> {
  return api.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    sourceIp: `198.51.100.${(nextAddress += 1)}`,
  });
}

const signIn = (username: string, password = 'password') =>
  postForm('/v1/auth/token', { username, password });
const refresh = (token: string) =>
  postForm('/v1/auth/token', { grant_type: 'refresh_token', refresh_token: token });

async function tokensOf(name: string): Promise<{ access_token: string; refresh_token: string }> {
  return (await signIn(`${name}@example.com`)).json() as never;
}

/** What was written to people, the last mail first. */
async function mailsTo(email: string): Promise<string[]> {
  const codes = await fetch(`${emulator.url}/emulator/v1/projects/demo-local/oobCodes`);
  const { oobCodes } = (await codes.json()) as { oobCodes: { email: string; requestType: string }[] };
  return oobCodes.filter((code) => code.email === email).map(({ requestType }) => requestType);
}

/** What a caller can tell two responses apart by. */
const seen = ({ status, text, headers }: ApiResponse) => [status, text, Object.keys(headers).toSorted()];

describe('POST /v1/auth/sign-up', () => {
  const wanted = { email: 'new@example.com', password: 'first password' };

  it('makes an account without any group, and has its address verified', async () => {
    const { status, text } = await post('/v1/auth/sign-up', wanted);
    expect([status, text]).toEqual([202, '']);
    expect(await mailsTo('new@example.com')).toEqual(['VERIFY_EMAIL']);
    const { access_token: token } = (await signIn('new@example.com', 'first password')).json() as {
      access_token: string;
    };
    const headers = { authorization: `Bearer ${token}` };
    expect((await api.request({ path: '/v1/users/whoami', headers })).status).toBe(403);
  });

  it('replies alike where there is an account, whose password stays and whose owner gets a mail', async () => {
    const other = await post('/v1/auth/sign-up', { ...wanted, email: 'other@example.com' });
    const again = await post('/v1/auth/sign-up', { ...wanted, password: 'second password' });
    expect(seen(again)).toEqual(seen(other));
    expect(await mailsTo('new@example.com')).toContain('PASSWORD_RESET');
    expect((await signIn('new@example.com', 'second password')).status).toBe(400);
    expect((await signIn('new@example.com', 'first password')).status).toBe(200);
  });

  it.each([
    ['groups', { ...wanted, groups: ['ADMINS'] }],
    ['customAttributes', { ...wanted, customAttributes: '{"groups":["ADMINS"]}' }],
    ['password', { ...wanted, password: 'short' }],
    ['email', { password: 'long enough' }],
  ])('rejects what is wrong with %s', async (field, body) => {
    const { status, json } = await post('/v1/auth/sign-up', body);
    expect([status, json()]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
    ]);
  });

  it('is not there unless AUTH_SIGN_UP is on', async () => {
    const off = await startApi({ environment: { AUTH_SIGN_UP: undefined } });
    const { status } = await off.request({ method: 'POST', path: '/v1/auth/sign-up', body: '{}' });
    expect(status).toBe(404);
    await off.close();
  });
});

describe('POST /v1/auth/password-reset', () => {
  it('replies alike whether or not the account exists, and writes to its owner alone', async () => {
    const known = await post('/v1/auth/password-reset', { email: 'user@example.com' });
    const unknown = await post('/v1/auth/password-reset', { email: 'nobody@example.com' });
    expect(known.status).toBe(202);
    expect(seen(unknown)).toEqual(seen(known));
    expect(await mailsTo('user@example.com')).toEqual(['PASSWORD_RESET']);
    expect(await mailsTo('nobody@example.com')).toEqual([]);
    expect(JSON.stringify(api.lines)).not.toContain('user@example.com');
  });

  it('writes five times within five minutes, from any network, and does not tell', async () => {
    const responses: ApiResponse[] = [];
    for (let count = 0; count < 7; count += 1)
      responses.push(await post('/v1/auth/password-reset', { email: 'Guest@example.com' }));
    expect(new Set(responses.map((response) => JSON.stringify(seen(response)))).size).toBe(1);
    expect(await mailsTo('guest@example.com')).toHaveLength(5);
    expect(api.lines.filter(({ message }) => message === 'password reset withheld')).toHaveLength(2);
  });

  it('writes twenty times for one network, to any address', async () => {
    for (let count = 0; count < 21; count += 1)
      await post('/v1/auth/password-reset', { email: `a${count}@example.com` }, '203.0.113.7');
    expect(api.lines.filter(({ message }) => message === 'password reset withheld')).toHaveLength(1);
  });
});

describe('POST /v1/auth/verification', () => {
  it("writes to the caller's own address", async () => {
    const { access_token: token } = await tokensOf('admin');
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await api.request({ method: 'POST', path: '/v1/auth/verification', headers });
    expect(status).toBe(202);
    expect(await mailsTo('admin@example.com')).toEqual(['VERIFY_EMAIL']);
  });

  it('is for callers who are known', async () => {
    expect((await api.request({ method: 'POST', path: '/v1/auth/verification' })).status).toBe(401);
  });
});

describe('POST /v1/auth/revoke', () => {
  it.each([
    ['a refresh token', 'refresh_token'],
    ['an access token', 'access_token'],
  ] as const)('ends all sessions of the account that %s belongs to, and of no other', async (_what, kind) => {
    const [mine, elsewhere, other] = [
      await tokensOf('user'),
      await tokensOf('user'),
      await tokensOf('guest'),
    ];
    const { status, text } = await postForm('/v1/auth/revoke', { token: mine[kind], token_type_hint: kind });
    expect([status, text]).toEqual([200, '']);
    expect((await refresh(mine.refresh_token)).status).toBe(400);
    expect((await refresh(elsewhere.refresh_token)).status).toBe(400);
    expect((await refresh(other.refresh_token)).status).toBe(200);
    expect(api.lines).toContainEqual(
      expect.objectContaining({ message: 'sessions revoked', subject: 'user' }),
    );
  });

  it.each(['nonsense', 'a.b.c'])(
    'replies 200 to %s, as RFC 7009 wants it, and ends nothing',
    async (token) => {
      expect((await postForm('/v1/auth/revoke', { token })).status).toBe(200);
      expect(api.lines.filter(({ message }) => message === 'sessions revoked')).toEqual([]);
    },
  );

  it('rejects a request without a token', async () => {
    const { status, json } = await postForm('/v1/auth/revoke', {});
    expect([status, json()]).toEqual([400, expect.objectContaining({ error: 'invalid_request' })]);
  });
});
