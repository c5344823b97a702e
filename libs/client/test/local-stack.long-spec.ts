import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkFetch } from '@lambda-nest/testing/document';
import { startProduct, type Product } from '../../../workbench/product/start-product.ts';
import { createClient, createPasswordTokenProvider, type Client, type TokenProvider } from '../src/index.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 60_000);
afterAll(() => product?.close());

/** The API, as execute-api and the custom domain show it. */
function baseUrlOf(view: 'local' | 'nest'): string {
  return `http://localhost:${product.port}/${view}/v1`;
}

function providerFor(user: string, password = 'password'): TokenProvider {
  return createPasswordTokenProvider({
    baseUrl: baseUrlOf('local'),
    username: `${user}@example.com`,
    password,
    fetch: checkFetch,
  });
}

function clientFor(user: string, password?: string): Client {
  return createClient({
    baseUrl: baseUrlOf('local'),
    tokenProvider: providerFor(user, password),
    fetch: checkFetch,
  });
}

describe('against the local stack', () => {
  it.each(['local', 'nest'] as const)('asks without a token what is public, below /%s', async (view) => {
    const { data, response } = await createClient({ baseUrl: baseUrlOf(view), fetch: checkFetch }).GET(
      '/manage/hc',
    );
    expect(data).toEqual({ status: 'ok', version: expect.any(String), uptime: expect.any(Number) });
    expect(response.status).toBe(200);
  });

  it('signs in and tells who is signed in', async () => {
    const { data } = await clientFor('user').GET('/users/whoami');
    expect(data.claims).toMatchObject({ email: 'user@example.com', groups: ['USERS'] });
  });

  it('lists the routes for an administrator', async () => {
    const { data } = await clientFor('admin').GET('/admin/endpoints');
    expect(data).toContainEqual({
      path: '/v1/admin/endpoints',
      name: 'listEndpoints',
      method: 'GET',
      access: { kind: 'restricted', roles: ['ADMINS'] },
    });
  });

  it('renews its token with the refresh token once it is rejected', async () => {
    const grants: string[] = [];
    const provider = createPasswordTokenProvider({
      baseUrl: baseUrlOf('local'),
      username: 'user@example.com',
      password: 'password',
      fetch: async (request) => {
        grants.push(new URLSearchParams(await request.clone().text()).get('grant_type') ?? '');
        return checkFetch(request);
      },
    });
    const first = await provider.getToken();
    const getToken = jest.fn((rejected?: string) => (rejected ? provider.getToken(first) : 'no.good.token'));
    const { data } = await createClient({ baseUrl: baseUrlOf('local'), getToken, fetch: checkFetch }).GET(
      '/users/whoami',
    );
    expect(data.claims['email']).toBe('user@example.com');
    expect(getToken.mock.calls).toEqual([[], ['no.good.token']]);
    expect(grants).toEqual(['password', 'refresh_token']);
  });
});

describe('an error of the local stack', () => {
  it('is a problem where the application rejects', async () => {
    await expect(clientFor('user').GET('/admin/endpoints')).rejects.toMatchObject({
      name: 'ApiError',
      kind: 'problem',
      status: 403,
      code: '403003',
      title: 'Forbidden',
      detail: 'None of your groups may do this.',
    });
    await expect(clientFor('guest').GET('/users/whoami')).rejects.toMatchObject({ code: '403002' });
  });

  it('is one of OAuth where signing in fails', async () => {
    await expect(clientFor('user', 'wrong').GET('/users/whoami')).rejects.toMatchObject({
      name: 'ApiError',
      kind: 'oauth',
      status: 400,
      code: '400004',
      oauthError: 'invalid_grant',
      detail: 'The username or password is not right, or the account may not sign in.',
    });
  });

  it('is one of RFC 6749 where the token endpoint gets a body of another type', async () => {
    const client = createClient({ baseUrl: baseUrlOf('local'), fetch: checkFetch });
    await expect(client.POST('/auth/token', { body: { username: 'a' } })).rejects.toMatchObject({
      kind: 'oauth',
      oauthError: 'invalid_request',
      status: 415,
      code: '415000',
    });
  });

  it('is one of the gateway where that rejects', async () => {
    const client = createClient({ baseUrl: baseUrlOf('local'), fetch: checkFetch });
    await expect(client.GET('/users/whoami')).rejects.toMatchObject({
      name: 'ApiError',
      kind: 'gateway',
      status: 401,
      code: '401000',
      detail: 'Unauthorized',
      wwwAuthenticate: 'Bearer',
      requestId: expect.any(String),
    });
    const elsewhere = createClient({ baseUrl: `${baseUrlOf('local')}/nowhere` });
    await expect(elsewhere.GET('/manage/hc')).rejects.toMatchObject({ kind: 'gateway', status: 404 });
  });
});
