import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkResponse, type Responder, pathOf } from '@lambda-nest/testing/document';
import { runLoad } from './run-load.ts';
import type { Application } from './start-application.ts';
import { startApplication } from './start-application.ts';
import type { Product } from './start-product.ts';
import { startProduct } from './start-product.ts';
import type { Received, Sent } from '../../libs/local/test/send-request.ts';
import { headerOf, sendRequest } from '../../libs/local/test/send-request.ts';

let product: Product;
let application: Application;

beforeAll(async () => {
  product = await startProduct();
  application = await startApplication(product.identityPort);
}, 60_000);

afterAll(async () => {
  await application?.close();
  await product?.close();
});

const FORM = ['Content-Type', 'application/x-www-form-urlencoded'];
const JSON_TYPE = ['Content-Type', 'application/json'];

const get = (path: string, headers: string[] = []): Sent => ({ path: `/local${path}`, headers });
const post = (path: string, headers: string[], body: string): Sent => ({
  method: 'POST',
  path: `/local${path}`,
  headers,
  body,
});

/** What the gateway answers itself has another body than the application's, and the same status. */
const GATEWAY_BODY = /^\{"message":"[A-Z][A-Za-z ]+"\}$/;

/** Values that differ from one response to the next. */
const mask = ({ body }: Received): string =>
  body.replace(/"(uptime|idToken|access_token|refreshToken|refresh_token)":("[^"]*"|[\d.]+)/g, '"$1":"…"');

describe('the same request through the gateway and straight at the application', () => {
  it.each<[string, Sent]>([
    ['the health check', get('/v1/manage/hc')],
    ['the health check with parameters', get('/v1/manage/hc?a=1&a=2&b=%zz')],
    ['an unknown path', get('/v1/nowhere')],
    ['another case', get('/v1/manage/HC')],
    ['a trailing slash', get('/v1/manage/hc/')],
    ['another method', post('/v1/manage/hc', JSON_TYPE, '{}')],
    ['no token', get('/v1/users/whoami')],
    ['nonsense for a token', get('/v1/users/whoami', ['Authorization', 'Bearer nonsense'])],
    ['another scheme', get('/v1/users/whoami', ['Authorization', 'Basic YTpi'])],
    ['signing in', post('/v1/auth/token', FORM, 'username=user@example.com&password=password')],
    ['a wrong password', post('/v1/auth/token', FORM, 'username=user@example.com&password=wrong')],
    ['a missing password', post('/v1/auth/token', FORM, 'username=user@example.com')],
    ['a repeated field', post('/v1/auth/token', FORM, 'username=a&username=b&password=c')],
    ['another grant', post('/v1/auth/token', FORM, 'grant_type=implicit')],
    ['JSON where a form is asked for', post('/v1/auth/token', JSON_TYPE, '{"username":"a"}')],
    ['a body without a type', post('/v1/auth/token', [], 'username=a')],
  ])('is answered the same: %s', async (_what, sent) => {
    await compare(sent);
  });

  describe.each(['admin', 'user', 'guest'])('as %s', (user) => {
    it.each(['/v1/users/whoami', '/v1/admin/endpoints', '/v1/manage/hc', '/v1/users/whoami?x=1'])(
      'is answered the same: %s',
      async (path) => {
        await compare(get(path, ['Authorization', `Bearer ${await product.tokenOf(user)}`]));
      },
    );
  });

  it.each([
    ['an inner double slash has no route', '/v1//manage/hc', 404, 400],
    ['a dot segment has no route', '/v1/../v1/manage/hc', 404, 400],
    ['an encoded letter is decoded on the way to the function', '/v1/manage/h%63', 200, 404],
    ['HEAD has a route only where one is declared', 'HEAD', 404, 200],
  ])('differs where the gateway itself decides: %s', async (_what, path, through, straight) => {
    const sent = path === 'HEAD' ? { ...get('/v1/manage/hc'), method: 'HEAD' } : get(path);
    expect((await sendRequest(product.port, sent)).status).toBe(through);
    expect((await sendRequest(application.port, sent)).status).toBe(straight);
  });

  async function compare(sent: Sent): Promise<void> {
    const [through, straight] = [
      await sendRequest(product.port, sent),
      await sendRequest(application.port, sent),
    ];
    checkReceived(sent, through, 'gateway');
    checkReceived(sent, straight, 'function');
    expect(through.status).toBe(straight.status);
    if (GATEWAY_BODY.test(through.body)) return;
    expect(mask(through)).toBe(mask(straight));
    for (const name of ['content-type', 'cache-control', 'www-authenticate']) {
      expect(headerOf(through, name)).toBe(headerOf(straight, name));
    }
  }
});

describe('many at once', () => {
  it('answers 200 connections of three identities, each with its own claims', async () => {
    const report = await runLoad(product, { connections: 200, durationMs: 2_000 });
    expect(report.wrong).toEqual([]);
    expect(report.responses).toBeGreaterThan(400);
  });
});

/** Holds a response to what the document says. */
function checkReceived({ method = 'GET', path }: Sent, received: Received, by: Responder): void {
  const { status, body } = received;
  const headers = Object.fromEntries(received.headers.map(([name, value]) => [name.toLowerCase(), value]));
  checkResponse(method, pathOf(path), { status, headers, text: body }, by);
}
