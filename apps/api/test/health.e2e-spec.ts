import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('GET /v1/manage/hc', () => {
  it('tells everyone status, version and uptime', async () => {
    const { status, headers, json } = await api.request({ path: '/v1/manage/hc' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(json()).toEqual({ status: 'ok', version: expect.any(String), uptime: expect.any(Number) });
  });

  it('is not put off by a bad token', async () => {
    const { status } = await api.request({
      path: '/v1/manage/hc',
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(status).toBe(200);
  });
});

describe('every response', () => {
  it.each([
    ['/v1/manage/hc', 200],
    ['/v1/users/whoami', 401],
    ['/v1/nothing', 404],
    ['/v1//x', 400],
  ])('carries the security headers: %s', async (path, expected) => {
    const { status, headers } = await api.request({ path });
    expect(status).toBe(expected);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it.each(['/v1/manage/hc/', '/v1/Manage/hc', '/V1/manage/hc', '/', '/v1', '/manage/hc'])(
    'at another spelling of a path is 404, as problem+json: %s',
    async (path) => {
      const { status, headers, json } = await api.request({ path: `${path}?token=CANARY-1` });
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(json()).toEqual({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        detail: 'There is nothing at this path for this method.',
        code: '404000',
      });
    },
  );
});
