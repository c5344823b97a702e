import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hasBrowser, launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { watchResponses } from './watch-responses.ts';
import { startProduct, type Product } from '../product/start-product.ts';
import { installPackage, type Installed } from '../client/install-package.ts';

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

/** The packages as they are installed: no bundler, and the page says where each is. */
const PAGE = `<!doctype html><title>client</title>
<script type="importmap">
  { "imports": {
    "@lambda-nest/client": "/app/@lambda-nest/client/dist/index.js",
    "openapi-fetch": "/app/openapi-fetch/dist/index.mjs"
  } }
</script>`;

if (!hasBrowser()) console.log('SKIPPED: the client in a browser. Install Google Chrome to run these tests.');
// A click can be lost, and a page late, on a machine that is busy with other things. What fails is printed all the same.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

/** Installing the package, the product's start and the browser's, on a machine that is busy with other things. */
const MAX_START_MS = 300_000;

const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('the package in a browser', () => {
  let launched: LaunchedBrowser;
  let installed: Installed;
  let product: Product;
  let page: Page;
  let waitForResponses: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    installed = await installPackage();
    product = await startProduct();
    launched = await launchBrowser();
    page = await launched.browser.newPage();
    waitForResponses = watchResponses(page);
    const origin = `http://localhost:${product.port}`;
    await page.route(`${origin}/app/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.slice('/app/'.length);
      if (path === '') return route.fulfill({ contentType: 'text/html', body: PAGE });
      const body = await readFile(join(installed.project, 'node_modules', path), 'utf8');
      return route.fulfill({ contentType: 'text/javascript', body });
    });
    await page.goto(`${origin}/app/`);
  }, MAX_START_MS);

  afterAll(async () => {
    await waitForResponses?.();
    await launched?.close();
    await product?.close();
    await installed?.remove();
  });

  /** Runs the body of an async function in the page, with all of the package. */
  function run(body: string): Promise<unknown> {
    return page.evaluate(`(async () => {
      const { ApiError, createClient, createPasswordTokenProvider } = await import('@lambda-nest/client');
      const fields = (error) => ({ isApiError: error instanceof ApiError, ...error, message: error.message });
      ${body}
    })()`);
  }

  it('calls the API from an address relative to the page', async () => {
    expect(
      await run(`const client = createClient({ baseUrl: '../local/v1' });
        return (await client.GET('/manage/hc')).data.status;`),
    ).toBe('ok');
  });

  it('signs in, and sends the token', async () => {
    const email = await run(`const baseUrl = '/local/v1';
      const tokenProvider = createPasswordTokenProvider({
        baseUrl, username: 'user@example.com', password: 'password',
      });
      const client = createClient({ baseUrl, tokenProvider });
      return (await client.GET('/users/whoami')).data.claims.email;`);
    expect(email).toBe('user@example.com');
  });

  it('throws what the gateway rejects', async () => {
    const error =
      await run(`const client = createClient({ baseUrl: '/local/v1', getToken: () => 'no.good.token' });
      return client.GET('/users/whoami').catch(fields);`);
    expect(error).toMatchObject({
      isApiError: true,
      name: 'ApiError',
      kind: 'gateway',
      status: 401,
      code: '401000',
      message: 'Unauthorized',
    });
  });

  it('throws what fails on the way, after its retries', async () => {
    let requests = 0;
    await page.route('**/gone/v1/manage/hc', (route) => {
      requests += 1;
      return route.abort('connectionreset');
    });
    const error = await run(`const client = createClient({ baseUrl: '/gone/v1' });
      return client.GET('/manage/hc').catch(fields);`);
    expect(error).toMatchObject({ isApiError: true, kind: 'network', status: 0, code: 'network' });
    expect(requests).toBe(3);
  });

  it('throws when the time is over', async () => {
    await page.route('**/slow/v1/manage/hc', () => undefined);
    const error = await run(`const client = createClient({ baseUrl: '/slow/v1', timeoutMs: 100 });
      return client.GET('/manage/hc').catch(fields);`);
    expect(error).toMatchObject({
      isApiError: true,
      kind: 'timeout',
      message: 'There was no response within 100 ms.',
    });
  });
});
