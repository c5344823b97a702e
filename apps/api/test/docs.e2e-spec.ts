import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildContext, buildHttpApiEvent, type EventSketch, startKeySetServer } from '@lambda-nest/testing';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** The Lambda's result as it is: text would hide what is compressed. */
async function result(sketch: EventSketch) {
  return (await api.handler(buildHttpApiEvent(sketch), buildContext())) as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
    isBase64Encoded: boolean;
  };
}

async function assetsOf(path: string): Promise<string[]> {
  const { text } = await api.request({ path });
  return [...text.matchAll(/(?:src|href)="(docs\/assets\/[^"]+)"/g)].map(([, url]) => `/v1/${url}`);
}

const scriptOf = async (path: string) =>
  (await assetsOf(path)).find((url) => url.endsWith('.js')) ?? 'no script';

describe.each(['/v1/docs', '/v1/redoc'])('GET %s', (path) => {
  it('answers a page that is asked for anew each time', async () => {
    const { status, headers, text } = await api.request({ path });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      etag: expect.stringMatching(/^"[\w-]{16}"$/),
    });
    expect(text).toContain('<!doctype html>');
    expect(text).not.toMatch(/\{\{|undefined/);
  });

  it('loads its own files only, by relative addresses, and nothing inline', async () => {
    const { text, headers } = await api.request({ path });
    const urls = [...text.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, url]) => url);
    expect(urls.length).toBeGreaterThan(5);
    for (const url of urls) expect(url).toMatch(/^(?:docs|redoc|openapi\.json|docs\/assets\/[\w.-]+)$/);
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
  });

  it('has every asset that it names', async () => {
    for (const asset of await assetsOf(path)) {
      expect([asset, (await result({ path: asset })).statusCode]).toEqual([asset, 200]);
    }
  });

  it('answers 304 to whom has it', async () => {
    const { headers } = await api.request({ path });
    const again = await api.request({ path, headers: { 'if-none-match': `W/"x", ${headers['etag']}` } });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers).toMatchObject({ etag: headers['etag'], 'cache-control': 'no-cache' });
  });
});

describe('the content security policy', () => {
  it.each([
    [
      '/v1/docs',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ],
    [
      '/v1/redoc',
      "default-src 'none'; script-src 'self'; " +
        "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; worker-src blob:",
    ],
    ['/v1/openapi.json', "default-src 'none';frame-ancestors 'none'"],
  ])('of %s is strict', async (path, policy) => {
    const { headers } = await api.request({ path });
    expect(headers['content-security-policy']).toBe(policy);
  });
});

describe('GET /v1/openapi.json', () => {
  it('answers the document, its addresses relative to itself', async () => {
    const { status, headers, json } = await api.request({ path: '/v1/openapi.json' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-cache' });
    expect(json()).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '../v1' }],
      components: { securitySchemes: { password: { flows: { password: { tokenUrl: 'auth/token' } } } } },
    });
  });

  it('has no operation of a route that is switched off, in any coding', async () => {
    const pathsOf = async (environment: Record<string, string>) => {
      const started = await startApi({ environment });
      const headers = { 'accept-encoding': 'br' };
      const { body } = (await started.handler(
        buildHttpApiEvent({ path: '/v1/openapi.json', headers }),
        buildContext(),
      )) as { body: string };
      await started.close();
      const text = brotliDecompressSync(Buffer.from(body, 'base64')).toString();
      return Object.keys((JSON.parse(text) as { paths: object }).paths);
    };
    expect(await pathsOf({})).toContain('/admin/users/{id}/grants');
    const left = await pathsOf({ ACCOUNTS: 'off' });
    expect(left.filter((path) => path.startsWith('/admin/users'))).toEqual([]);
    expect(left).toContain('/admin/endpoints');
  });

  it('says nothing of a password flow that is off', async () => {
    const off = await startApi({ environment: { AUTH_PASSWORD_FLOW: 'off' } });
    const document = (await off.request({ path: '/v1/openapi.json' })).json() as {
      paths: Record<string, unknown>;
      components: { securitySchemes: Record<string, unknown> };
    };
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer']);
    expect(Object.keys(document.paths)).not.toContain('/auth/token');
    expect(JSON.stringify(document)).not.toContain('"password"');
    await off.close();
  });
});

describe('GET /v1/docs/assets/:file', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('answers %s to whom takes it, as base64', async (coding, decompress) => {
    const path = await scriptOf('/v1/docs');
    const plain = await result({ path });
    const { headers, body, isBase64Encoded } = await result({ path, headers: { 'accept-encoding': coding } });
    expect(isBase64Encoded).toBe(true);
    expect(headers).toMatchObject({
      'content-encoding': coding,
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(Buffer.from(body, 'base64').length),
      vary: 'accept-encoding',
    });
    expect(decompress(Buffer.from(body, 'base64')).toString()).toBe(plain.body);
    expect(headers['etag']).not.toBe(plain.headers['etag']);
  });

  it('answers the plain file to whom takes nothing else', async () => {
    const { headers, isBase64Encoded } = await result({ path: await scriptOf('/v1/docs') });
    expect(isBase64Encoded).toBe(false);
    expect(headers).not.toHaveProperty('content-encoding');
  });

  it('may be kept for ever', async () => {
    const path = await scriptOf('/v1/redoc');
    const { headers } = await api.request({ path });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const again = await api.request({ path, headers: { 'if-none-match': headers['etag'] ?? '' } });
    expect(again).toMatchObject({ status: 304, text: '' });
  });

  it('answers HEAD with the headers alone', async () => {
    const { statusCode, headers, body } = await result({ method: 'HEAD', path: await scriptOf('/v1/docs') });
    expect(statusCode).toBe(200);
    expect(Number(headers['content-length'])).toBeGreaterThan(1000);
    expect(body).toBe('');
  });

  it.each([
    'x.js',
    'docs.html',
    'index.json',
    '__proto__',
    'constructor',
    '..%2findex.json',
    '%2e%2e',
    '..%5cindex.json',
    'swagger-ui.js',
    'openapi.json',
  ])('answers no file called %s', async (name) => {
    const { status, headers } = await api.request({ path: `/v1/docs/assets/${name}` });
    expect([400, 404]).toContain(status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('the page', () => {
  it('learns the claim that holds the roles, whatever it is called', async () => {
    const named = await startApi({
      environment: { JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'https://example.com/"roles"<$&>' },
    });
    const { text } = await named.request({ path: '/v1/docs' });
    expect(text).toContain(
      String.raw`content="{&quot;rolesClaim&quot;:&quot;https://example.com/\&quot;roles\&quot;&lt;$&amp;>&quot;}"`,
    );
    await named.close();
  });

  it('names no user, but of the emulator on a laptop', async () => {
    const deployed = await api.request({ path: '/v1/docs' });
    expect(deployed.text).toContain('<meta name="users" content="[]" />');
    const users = [{ email: 'user@example.com', password: 'password', groups: ['USERS'] }];
    const laptop = await startApi({ environment: { DOCS_EMULATOR_USERS: JSON.stringify(users) } });
    const { text } = await laptop.request({ path: '/v1/docs' });
    expect(text).toContain('<meta name="users" content="[{&quot;email&quot;:&quot;user@example.com&quot;');
    await laptop.close();
  });
});

describe('the page of an API with another provider than Firebase', () => {
  const PROVIDER = {
    FIREBASE_PROJECT_ID: undefined,
    FIREBASE_APP_API_KEY: undefined,
    FIREBASE_AUTH_EMULATOR_HOST: undefined,
    AUTH_PASSWORD_FLOW: 'off',
    JWT_ISSUER: 'https://login.example.com',
    JWT_AUTHORIZED_AUDIENCES: 'api',
    DOCS_CLIENT_ID: 'docs',
  };
  const start = (uri: string) => startApi({ environment: { ...PROVIDER, DOCS_DISCOVERY_URI: uri } });

  it('is there without signing in while the provider cannot be reached, says so in the log, and asks again', async () => {
    const server = await startKeySetServer({ status: 500 });
    const other = await start(server.uri);
    const { status, text } = await other.request({ path: '/v1/docs' });
    expect(status).toBe(200);
    expect(text).toContain('<meta name="sign-in" content="" />');
    expect(other.lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'The docs page cannot sign in: the endpoints of the issuer cannot be found.',
        reason: 'Error: The discovery document was requested and the status was 500.',
      }),
    );
    const endpoints = {
      issuer: 'https://login.example.com',
      authorization_endpoint: 'https://login.example.com/authorize',
      token_endpoint: 'https://tokens.example.com/token',
    };
    server.replyWith({ body: JSON.stringify(endpoints) });
    const again = await other.request({ path: '/v1/docs' });
    expect(again.text).toContain('https://login.example.com/authorize');
    expect(again.headers['content-security-policy']).toContain(
      "connect-src 'self' https://tokens.example.com;",
    );
    await other.request({ path: '/v1/docs' });
    expect(server.requests).toHaveLength(2);
    await other.close();
    await server.close();
  });
});

describe('with DOCS=off', () => {
  let off: TestApi;
  beforeAll(async () => {
    off = await startApi({ environment: { DOCS: 'off' } });
  });
  afterAll(() => off.close());

  it.each([
    '/v1/docs',
    '/v1/redoc',
    '/v1/openapi.json',
    '/v1/docs/assets/x.js',
    '/docs',
    '/docs-json',
    '/docs-yaml',
  ])('answers 404 to GET %s, as to any unknown route', async (path) => {
    const { status, json } = await off.request({ path });
    const unknown = await off.request({ path: '/v1/nothing' });
    expect(status).toBe(404);
    expect(json()).toEqual(unknown.json());
  });
});

describe('GET /v1/openapi.json with another issuer than Firebase', () => {
  it('names the provider as a scheme of what it describes, beside the token that one has', async () => {
    const environment = {
      FIREBASE_PROJECT_ID: undefined,
      FIREBASE_APP_API_KEY: undefined,
      AUTH_PASSWORD_FLOW: 'off',
      JWT_ISSUER: 'https://login.example.com/realms/shop',
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
      ROUTE_SCOPES: 'GET /v1/users/whoami=profile:read',
    };
    const other = await startApi({ environment });
    const { json } = await other.request({ path: '/v1/openapi.json' });
    await other.close();
    const document = json() as unknown as {
      paths: Record<string, { get: { security: unknown; description: string } }>;
      components: { securitySchemes: Record<string, object> };
    };
    expect(document.components.securitySchemes).toEqual({
      oidc: {
        type: 'openIdConnect',
        description: 'Signs in with the identity provider.',
        openIdConnectUrl: 'https://login.example.com/realms/shop/.well-known/openid-configuration',
      },
      bearer: expect.anything() as unknown,
    });
    expect(document.paths['/users/whoami']?.get).toMatchObject({
      security: [{ oidc: ['profile:read'] }, { bearer: [] }],
      description: expect.stringMatching(/Access: role USERS or ADMINS and scope profile:read\.$/),
    });
  });
});
