import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const whoami = (headers: Record<string, string> = {}) => api.request({ path: '/v1/users/whoami', headers });

describe('GET /v1/users/whoami', () => {
  it('answers the typed claims of the token, not cached', async () => {
    const { status, headers, json } = await whoami(api.bearer({ groups: ['USERS', 'ADMINS'], level: 7 }));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(json()).toEqual({
      claims: expect.objectContaining({
        sub: 'uid-user',
        groups: ['USERS', 'ADMINS'],
        level: 7,
        email_verified: true,
      }),
    });
  });

  it.each([['USERS'], ['ADMINS'], ['OTHERS', 'USERS']])('is open to %s', async (...groups) => {
    expect((await whoami(api.bearer({ groups }))).status).toBe(200);
  });

  it('answers 401 with an invitation when there is no token', async () => {
    const { status, headers, json } = await whoami();
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(json()).toMatchObject({ code: '401001', status: 401 });
  });

  it.each([
    ['expired', { exp: Math.floor(Date.now() / 1000) - 1 }],
    ['meant for another project', { aud: 'evil-proj', iss: 'https://securetoken.google.com/evil-proj' }],
    ['of a tenant', { firebase: { tenant: 'T2' } }],
  ])('answers 401 invalid_token when the token is %s', async (_case, payload) => {
    const { status, headers } = await whoami(api.bearer(payload));
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it.each([
    ['has no group', { groups: [] }, '403002'],
    ['has no such claim', { groups: undefined }, '403002'],
    ['holds other groups', { groups: ['OTHERS'] }, '403003'],
    ['holds one group whose name has a space', { groups: ['x ADMINS'] }, '403002'],
  ])('answers 403 when the caller %s', async (_case, payload, code) => {
    const { status, headers, text, json } = await whoami(api.bearer(payload));
    expect(status).toBe(403);
    expect(json()).toMatchObject({ code });
    expect(headers).not.toHaveProperty('www-authenticate');
    expect(text).not.toMatch(/USERS|ADMINS/);
  });

  it("never takes the gateway's word for who calls", async () => {
    const claims = { sub: 'evil', groups: ['ADMINS'] };
    expect((await api.request({ path: '/v1/users/whoami', claims })).status).toBe(401);
  });

  it('answers overlapping callers with their own claims each', async () => {
    const callers = Array.from({ length: 40 }, (_, index) => `uid-${index}`);
    const responses = await Promise.all(callers.map((sub) => whoami(api.bearer({ sub, user_id: sub }))));
    expect(responses.map(({ json }) => (json()['claims'] as { sub: string }).sub)).toEqual(callers);
  });

  it('writes one line a request, with the id of the gateway and no token', async () => {
    api.lines.length = 0;
    const { authorization } = api.bearer();
    await api.request({ path: '/v1/users/whoami', headers: { authorization }, requestId: 'gateway-1' });
    expect(api.lines).toEqual([
      expect.objectContaining({
        message: 'request',
        route: '/v1/users/whoami',
        status: 200,
        requestId: 'gateway-1',
      }),
    ]);
    expect(JSON.stringify(api.lines)).not.toContain(authorization.slice(7, 40));
  });

  it('tells who called, in a hash, what was decided, the trace and the metrics', async () => {
    const measured = await startApi({
      environment: { METRICS: 'routes', METRICS_NAMESPACE: 'my-api' },
    });
    const headers = { 'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678' };
    await measured.request({ path: '/v1/users/whoami', headers: { ...measured.bearer(), ...headers } });
    await measured.request({ path: '/v1/users/whoami', headers });
    const lines = measured.lines.filter(({ message }) => message === 'request');
    await measured.close();
    expect(lines).toMatchObject([
      {
        caller: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
        decision: 'allowed',
        traceId: '1-67891233-abcdef012345678912345678',
        bytes: expect.any(Number) as unknown,
        Requests: 1,
        Errors: 0,
        Route: 'GET /v1/users/whoami',
        StatusClass: '2xx',
        _aws: { CloudWatchMetrics: [{ Namespace: 'my-api' }, { Namespace: 'my-api' }] },
      },
      {
        decision: 'denied',
        reason: 'no-credentials',
        Rejections: 1,
        Reason: 'no-credentials',
        StatusClass: '4xx',
      },
    ]);
    expect(lines[1]).not.toHaveProperty('caller');
  });
});
