import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { replyAsGoogle, lookUp } from '@lambda-nest/testing/api';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
afterEach(() => api.google.replyWith(replyAsGoogle));

let nextUid = 0;
/** An administrator who was not looked up before. */
function admin(): { authorization: string } {
  const sub = `uid-admin-${(nextUid += 1)}`;
  return api.bearer({ sub, user_id: sub, groups: ['ADMINS'] });
}
const endpoints = (headers: Record<string, string> = {}) =>
  api.request({ path: '/v1/admin/endpoints', headers });

describe('GET /v1/admin/endpoints', () => {
  it('lists every route and who may call it to an administrator', async () => {
    const { status, headers, json } = await endpoints(admin());
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const routes = json() as unknown as Record<string, unknown>[];
    expect(routes).toContainEqual({
      path: '/v1/admin/endpoints',
      name: 'listEndpoints',
      method: 'GET',
      access: { kind: 'restricted', roles: ['ADMINS'] },
    });
    expect(routes).toContainEqual({
      path: '/v1/manage/hc',
      name: 'checkHealth',
      method: 'GET',
      access: { kind: 'public' },
    });
    expect(routes.every((route) => Object.keys(route).join() === 'path,name,method,access')).toBe(true);
  });

  it('replies 401 without a token and 403 to a user', async () => {
    expect((await endpoints()).status).toBe(401);
    expect((await endpoints(api.bearer())).status).toBe(403);
  });

  it.each([
    ['disabled', lookUp({ localId: 'x', disabled: true })],
    ['deleted', { body: { kind: 'identitytoolkit#GetAccountInfoResponse' } }],
    [
      'signed out everywhere',
      lookUp({ localId: 'x', validSince: String(Math.floor(Date.now() / 1000) + 60) }),
    ],
  ])('answers 401 when the account was %s', async (_case, response) => {
    api.google.replyWith(response);
    const { status, headers } = await endpoints(admin());
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('answers 503 when the account cannot be looked up', async () => {
    api.google.replyWith({ status: 500, body: 'CANARY' });
    const { status, headers, text } = await endpoints(admin());
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).not.toContain('CANARY');
  });

  it('looks no account up on routes for users', async () => {
    api.google.requests.length = 0;
    await api.request({ path: '/v1/users/whoami', headers: admin() });
    expect(api.google.requests).toEqual([]);
  });
});

describe('without Google credentials', () => {
  const WARNING = expect.objectContaining({
    level: 'warn',
    message:
      'There are no Google credentials, so routes that look accounts up or manage accounts reply with 503. ' +
      'Set GOOGLE_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_CREDENTIALS_PARAMETER, ' +
      'or ACCOUNT_CHECK=off and ACCOUNTS=off to do without.',
  });
  const warnings = (of: TestApi) => of.lines.filter(({ level }) => level === 'warn');
  const start = (environment: Record<string, string | undefined>) =>
    startApi({ environment: { FIREBASE_AUTH_EMULATOR_HOST: undefined, ...environment } });

  it('the application starts, warns once, and serves what looks no account up', async () => {
    const bare = await start({});
    expect(warnings(bare)).toEqual([WARNING]);
    const headers = bare.bearer({ groups: ['ADMINS'] });
    expect((await bare.request({ path: '/v1/users/whoami', headers })).status).toBe(200);
    await bare.close();
  });

  it.each([{ GOOGLE_APPLICATION_CREDENTIALS: '/none.json' }, { GOOGLE_CREDENTIALS_PARAMETER: '/google' }])(
    'is not what it is called when they are configured: %j',
    async (environment) => {
      const configured = await start(environment);
      expect(warnings(configured)).toEqual([]);
      await configured.close();
    },
  );

  it('the look-up can be switched off: a token counts until it expires', async () => {
    // Managing accounts needs the credentials too.
    const off = await start({ ACCOUNT_CHECK: 'off', ACCOUNTS: 'off' });
    expect(warnings(off)).toEqual([]);
    const headers = off.bearer({ groups: ['ADMINS'] });
    expect((await off.request({ path: '/v1/admin/endpoints', headers })).status).toBe(200);
    await off.close();
  });
});
