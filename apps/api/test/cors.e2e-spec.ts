import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { corsOf } from '@lambda-nest/toolkit/deployment';
import { startApi, type TestApi } from './start-api.ts';

const ORIGIN = 'https://app.example.com';
const preflight = {
  method: 'OPTIONS',
  path: '/v1/users/whoami',
  headers: { origin: ORIGIN, 'access-control-request-method': 'GET' },
};

describe('an API with CORS_ORIGINS', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ environment: { CORS_ORIGINS: `${ORIGIN},http://localhost:5173` } });
  });
  afterAll(() => api.close());

  it('answers the preflight of an origin it names', async () => {
    const { status, headers } = await api.request(preflight);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each([
    ['/v1/users/whoami', 'GET,HEAD'],
    ['/v1/auth/token', 'POST'],
    ['/v1/docs/assets/x', 'GET,HEAD'],
  ])('allows the methods that are declared at the path, and no other: %s', async (path, methods) => {
    const { headers } = await api.request({ ...preflight, path });
    expect(headers['access-control-allow-methods']).toBe(methods);
    expect(headers['vary']).toBe('Origin');
  });

  it('has no preflight where nothing is declared', async () => {
    const { status, headers } = await api.request({ ...preflight, path: '/v1/none' });
    expect(status).toBe(404);
    expect(headers).not.toHaveProperty('access-control-allow-methods');
  });

  it('tells pages of another origin nothing in a preflight', async () => {
    const headers = { ...preflight.headers, origin: 'https://evil.example' };
    const response = await api.request({ ...preflight, headers });
    expect(response.status).toBe(204);
    expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('takes an OPTIONS that is no preflight for any other request', async () => {
    const { status } = await api.request({ ...preflight, headers: { origin: ORIGIN } });
    expect(status).toBe(404);
  });

  it.each(['/v1/openapi.json', '/v1/manage/hc', '/v1/none'])(
    'tells caches that a reply varies by the origin: %s',
    async (path) => {
      for (const headers of [{ origin: ORIGIN }, { accept: '*/*' }] as Record<string, string>[]) {
        expect((await api.request({ path, headers })).headers['vary']).toMatch(
          /^Origin(, accept-encoding)?$/,
        );
      }
    },
  );

  it('lets pages of that origin read a rejection, and the headers that tell what to do about it', async () => {
    const { status, headers } = await api.request({ path: '/v1/users/whoami', headers: { origin: ORIGIN } });
    expect(status).toBe(401);
    expect(headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers': 'retry-after,www-authenticate,apigw-requestid',
      vary: expect.stringContaining('Origin'),
    });
  });

  it('lets pages of another origin read nothing', async () => {
    const { headers } = await api.request({
      path: '/v1/manage/hc',
      headers: { origin: 'https://evil.example' },
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('says what the gateway says, which answers in its place where there is one', async () => {
    const { headers } = await api.request(preflight);
    const { headers: received } = await api.request({ path: '/v1/manage/hc', headers: { origin: ORIGIN } });
    expect(corsOf([ORIGIN])).toEqual({
      allowOrigins: [headers['access-control-allow-origin']],
      allowHeaders: headers['access-control-allow-headers']?.split(','),
      exposeHeaders: received['access-control-expose-headers']?.split(','),
      // The gateway adds OPTIONS, and has no HEAD where no route has.
      allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      maxAge: Number(headers['access-control-max-age']),
    });
  });
});

describe('an API without CORS_ORIGINS', () => {
  it('says nothing of origins', async () => {
    const api = await startApi();
    const { status, headers } = await api.request(preflight);
    await api.close();
    expect(status).toBe(404);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});
