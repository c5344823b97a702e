import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { AppModule } from '../../apps/api/src/app.module.ts';
import { hasBrowser, launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { readTemplate, type Template } from '@lambda-nest/toolkit/deployment';
import { configureGateway, readApplication } from '@lambda-nest/toolkit/conformance';
import { startBehindGateway, type ApiBehindGateway } from '@lambda-nest/local/proofs';
import { packageStack } from '../../libs/toolkit/src/template/package-stack.ts';
import { googleError } from '@lambda-nest/testing';

// A browser on a busy machine takes its time, and so does packaging.
jest.setTimeout(60_000);

const APPLICATION = { module: AppModule, entry: 'apps/api/src/app.module.ts' };

/** The CORS configuration of a stack whose parameter `corsOrigins` names an origin. */
async function packageCors(origin: string) {
  const parameters = ['firebaseProject=demo-prod', `corsOrigins=${origin}`];
  const template = await packageStack({ stage: 'prod', parameters });
  return readTemplate(template as unknown as Template).cors;
}

/** A site of an origin of its own, with the client. On this machine: browsers ask before a page may call into it. */
async function serveSite(script: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer(({ url }, response) =>
    url === '/client.js'
      ? response.setHeader('content-type', 'text/javascript').end(script)
      : response.setHeader('content-type', 'text/html').end('<!doctype html><title>a page</title>'),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close };
}

async function bundleClient(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['libs/client/src/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
  });
  return outputFiles[0]?.text ?? '';
}

if (!hasBrowser()) console.log('SKIPPED: the client in a page of another origin. Install Google Chrome.');
// A click can be lost, and a page late, on a machine that is busy with other things. What fails is printed all the same.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('the client in a page of another origin', () => {
  let launched: LaunchedBrowser;
  let api: ApiBehindGateway;
  let allowed: { origin: string; close: () => void };
  let other: typeof allowed;

  beforeAll(async () => {
    const script = await bundleClient();
    [allowed, other] = [await serveSite(script), await serveSite(script)];
    const [cors, routes] = [await packageCors(allowed.origin), await readApplication(APPLICATION)];
    if (!cors) throw new Error('The packaged stack has no CORS configuration.');
    api = await startBehindGateway(
      configureGateway(routes),
      { ...APPLICATION, documented: AppModule },
      { cors },
    );
    launched = await launchBrowser();
  });

  afterAll(async () => {
    await launched?.close();
    await api?.close();
    for (const site of [allowed, other]) site?.close();
  });

  async function open({ origin }: { origin: string }): Promise<Page> {
    const page = await launched.browser.newPage();
    await page.goto(`${origin}/`);
    return page;
  }

  /** Runs the body of an async function with a client of the API in a page. */
  function run(page: Page, body: string): Promise<unknown> {
    return page.evaluate(`(async () => {
      const { createClient } = await import('/client.js');
      const client = createClient({ baseUrl: '${api.url}/v1', retries: 0, getToken: () => 'no.good.token' });
      const fields = (error) => ({ ...error });
      ${body}
    })()`);
  }

  it('reads from a rejection of the gateway which request it was, and what was wrong with the token', async () => {
    const page = await open(allowed);
    expect(await run(page, `return client.GET('/users/whoami').catch(fields);`)).toEqual({
      name: 'ApiError',
      kind: 'gateway',
      status: 401,
      code: '401000',
      title: 'Unauthorized',
      detail: 'Unauthorized',
      wwwAuthenticate: expect.stringContaining('error="invalid_token"'),
      requestId: expect.stringMatching(/^\S{10,}$/),
    });
  });

  it('reads from a rejection of the function how long to wait', async () => {
    api.google.replyWith(googleError('INVALID_LOGIN_CREDENTIALS'));
    const page = await open(allowed);
    const error = await run(
      page,
      `const signIn = () => client.POST('/auth/token', {
        body: { username: 'guessed@example.com', password: 'wrong' },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }).catch(fields);
      for (let guesses = 0; guesses < 10; guesses += 1) await signIn();
      return signIn();`,
    );
    expect(error).toMatchObject({ kind: 'problem', status: 429, retryAfter: expect.any(Number) });
  });

  it('reads nothing where its origin is not named', async () => {
    const page = await open(other);
    expect(await run(page, `return client.GET('/manage/hc').catch(fields);`)).toMatchObject({
      kind: 'network',
      status: 0,
    });
  });
});
