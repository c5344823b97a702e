import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { answerAsGoogle, lookUp } from './answer-as-google.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
afterEach(() => api.google.answer(answerAsGoogle));

let nextUid = 0;
/** An administrator nobody has looked up before. */
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

  it('answers 401 to nobody and 403 to a user', async () => {
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
  ])('answers 401 when the account was %s', async (_case, answer) => {
    api.google.answer(answer);
    const { status, headers } = await endpoints(admin());
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('answers 503 when the account cannot be looked up', async () => {
    api.google.answer({ status: 500, body: 'CANARY' });
    const { status, headers, text } = await endpoints(admin());
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).not.toContain('CANARY');
  });

  it('looks nobody up on routes for users', async () => {
    api.google.requests.length = 0;
    await api.request({ path: '/v1/users/whoami', headers: admin() });
    expect(api.google.requests).toEqual([]);
  });
});
