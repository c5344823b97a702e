import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { mint } from '@lambda-nest/testing';
import { googleError, type GoogleRequest } from '@lambda-nest/testing';
import { replyAsGoogle, signedIn } from '@lambda-nest/testing/api';
import { hasBrowser, launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { findFaintTexts } from './find-faint-texts.ts';
import { openPage, type WatchedPage } from './open-page.ts';
import { serveEvents, type Entrance } from './serve-events.ts';
import { startNest } from './start-nest.ts';
import { blockOf, closeDialog, execute, signIn, tabTo, waitForClosing } from './use-docs.ts';
import {
  startApi,
  TEST_ENVIRONMENT,
  type StartOptions,
  type TestApi,
} from '../../apps/api/test/start-api.ts';

const GROUPS: Record<string, string[]> = {
  'admin@example.com': ['USERS', 'ADMINS'],
  'user@example.com': ['USERS'],
};

/** Signs in every account with the password `password`. */
function replyToSignIn(request: GoogleRequest) {
  if (!request.path.endsWith('accounts:signInWithPassword')) return replyAsGoogle(request);
  const { email, password } = JSON.parse(request.body) as { email: string; password: string };
  if (password !== 'password') return googleError('INVALID_LOGIN_CREDENTIALS');
  return { body: signedIn({ idToken: mint({ payload: { groups: GROUPS[email] } }) }) };
}

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

let launched: LaunchedBrowser;
let browser: Browser;
const opened: { close: () => Promise<void> }[] = [];
const pages: WatchedPage[] = [];

async function start(options?: StartOptions): Promise<TestApi> {
  const api = await track(startApi(options));
  api.google.replyWith(replyToSignIn);
  return api;
}

async function serve(api: TestApi, entrance: Entrance): Promise<string> {
  const { url } = await track(serveEvents(api.handler, entrance));
  return url;
}

async function track<Server extends { close: () => Promise<void> }>(
  starting: Promise<Server>,
): Promise<Server> {
  const server = await starting;
  opened.push(server);
  return server;
}

async function open(url: string, options = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, url, options);
  pages.push(watched);
  return watched;
}

if (!hasBrowser()) console.log('SKIPPED: the docs in a browser. Install Google Chrome to run these tests.');
// A click can be lost, and a page late, on a machine that is busy with other things. What fails is printed all the same.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('the docs in a browser', () => {
  let api: TestApi;
  beforeAll(async () => {
    launched = await launchBrowser();
    browser = launched.browser;
    api = await start();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
  });
  afterAll(async () => {
    for (const resource of opened.toReversed()) await resource.close();
    await launched.close();
  });

  const ENTRANCES: [name: string, find: () => Promise<string>][] = [
    ['the $default stage', () => serve(api, { base: '' })],
    ['a named stage', () => serve(api, { base: '/mvp', stage: 'mvp' })],
    ['a custom domain with a mapping key', () => serve(api, { base: '/nest', stage: 'mvp' })],
    ['a custom domain with a mapping key of two segments', () => serve(api, { base: '/a/b', stage: 'mvp' })],
    ['a custom domain without mapping key', () => serve(api, { base: '', stage: 'mvp' })],
    [
      'a Function URL',
      async () => serve(await start({ eventSources: ['function-url'] }), { base: '', isFunctionUrl: true }),
    ],
    [
      'nest start',
      async () => {
        const { url } = await track(
          startNest({
            ...TEST_ENVIRONMENT,
            AWS_API_GW_STAGE_NAME: 'local',
            JWT_ISSUER_JWKS_URI: api.keys.uri,
            FIREBASE_AUTH_EMULATOR_HOST: api.google.host,
          }),
        );
        return url;
      },
    ],
  ];

  describe.each(ENTRANCES)('behind %s', (_name, find) => {
    let base: string;
    beforeAll(async () => {
      base = await find();
    });

    it('sign an administrator in and call what only administrators may', async () => {
      const { page, violations } = await open(`${base}/v1/docs`);
      const signingIn = page.waitForRequest((request) => request.method() === 'POST');
      await signIn(page, 'admin@example.com', 'password');
      const request = await signingIn;
      expect(request.url()).toBe(`${base}/v1/auth/token`);
      expect(request.headers()).toMatchObject({
        authorization: 'Basic Og==',
        'content-type': 'application/x-www-form-urlencoded',
      });
      await waitForClosing(page);

      const whoami = await execute(page, 'whoami');
      expect(whoami.status).toBe('200');
      expect(whoami.body).toContain('"ADMINS"');
      const endpoints = await execute(page, 'listEndpoints');
      expect(endpoints.status).toBe('200');
      expect(endpoints.body).toContain('"/v1/admin/endpoints"');
      expect(violations).toEqual([]);
    });

    it('show the reference', async () => {
      const { page, violations } = await open(`${base}/v1/redoc`);
      await page.getByRole('heading', { name: 'Get user claims' }).waitFor();
      expect(await page.title()).toBe('lambda-nest-api 1.0.0 reference');
      await page.getByRole('link', { name: 'Try it' }).click();
      await page.locator('.opblock').first().waitFor();
      expect(page.url()).toBe(`${base}/v1/docs`);
      expect(violations).toEqual([]);
    });
  });

  describe('to a user who signs in', () => {
    let base: string;
    beforeAll(async () => {
      base = await serve(api, { base: '/nest', stage: 'mvp' });
    });

    it('show who may call what, and what they cannot call and why, without a request', async () => {
      const { page, violations } = await open(`${base}/v1/docs`);
      await page.locator('.access').first().waitFor();
      const badges = async (operation: string) => blockOf(page, operation).locator('.access').innerText();
      expect(await badges('checkHealth')).toBe('public');
      expect(await badges('whoami')).toBe('USERS or ADMINS');
      expect(await badges('listEndpoints')).toBe('ADMINS');

      await signIn(page, 'user@example.com', 'password');
      const rejected = (operation: string) => blockOf(page, operation).locator('.access-rejected');
      await rejected('listEndpoints').waitFor();
      expect(await rejected('listEndpoints').innerText()).toBe(
        'You cannot call this. Your token has only USERS.',
      );
      expect(await rejected('whoami').count()).toBe(0);
      expect(await badges('listEndpoints')).toContain('You cannot call this.');
      expect(await blockOf(page, 'whoami').locator('.access-rejected').count()).toBe(0);

      await waitForClosing(page);
      await page.locator('.scheme-container .authorize').click();
      await page.getByRole('button', { name: 'Remove authorization' }).first().click();
      await rejected('listEndpoints').waitFor({ state: 'detached' });
      expect(violations).toEqual([]);
    });

    it('say in words that a password is wrong', async () => {
      const { page } = await open(`${base}/v1/docs`);
      await signIn(page, 'user@example.com', 'wrong');
      const error = page.locator('.auth-container .errors');
      expect(await error.locator('span').innerText()).toBe(
        'The username or password is not right, or the account may not sign in.',
      );
      expect(await page.getByRole('alert').innerText()).toContain('not right');
      await closeDialog(page);
      expect(await page.locator('.errors-wrapper').count()).toBe(0);
    });

    it('asks for nothing that the API does not take', async () => {
      const { page } = await open(`${base}/v1/docs`);
      await page.locator('.scheme-container .authorize').click();
      await page.locator('#oauth_username').waitFor();
      const shown = await page.locator('.auth-container :is(input, select):visible').all();
      expect(await Promise.all(shown.map((field) => field.getAttribute('id')))).toEqual([
        'oauth_username',
        'oauth_password',
        'auth-bearer-value',
      ]);
    });

    it("shows the application's own errors first, with the words they are told apart by", async () => {
      const { page } = await open(`${base}/v1/docs`);
      await blockOf(page, 'whoami').locator('.opblock-summary-control').click();
      const rejected = blockOf(page, 'whoami').locator('.response[data-code="403"]');
      expect(await rejected.locator('.content-type').inputValue()).toBe('application/problem+json');
      expect(await rejected.locator('.examples-select option').allInnerTexts()).toEqual([
        'You belong to no group.',
        'None of your groups may do this.',
      ]);
      const unknown = blockOf(page, 'whoami').locator('.response[data-code="401"]');
      expect(await unknown.locator('.content-type').inputValue()).toBe('application/problem+json');
      expect(await unknown.locator('.content-type option').allInnerTexts()).toContain('application/json');
    });

    it('take a token that was pasted', async () => {
      const { page, violations } = await open(`${base}/v1/docs`);
      await page.locator('.scheme-container .authorize').click();
      await page.locator('#auth-bearer-value').fill(mint({ payload: { groups: ['ADMINS'] } }));
      await page.getByRole('button', { name: 'Apply credentials' }).click();
      await waitForClosing(page);
      expect((await execute(page, 'whoami')).status).toBe('200');
      expect(violations).toEqual([]);
    });

    it('keep nothing', async () => {
      const { page } = await open(`${base}/v1/docs`);
      await signIn(page, 'admin@example.com', 'password');
      await waitForClosing(page);
      const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
      expect(await page.evaluate(kept)).toBe('[{},{},""]');
      await page.reload();
      await page.locator('.scheme-container .authorize.unlocked').waitFor();
    });

    it('take nothing from the address', async () => {
      const query = '?url=https://evil.example/openapi.json&configUrl=https://evil.example/x&layout=Evil';
      const { page, violations } = await open(`${base}/v1/docs${query}`);
      await page.getByRole('heading', { name: /^lambda-nest-api/ }).waitFor();
      expect(violations).toEqual([]);
    });

    it('can be worked with the keyboard alone', async () => {
      const { page, violations } = await open(`${base}/v1/docs`);
      await page.locator('.scheme-container .authorize').waitFor();
      await tabTo(page, 'authorize');
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await page.evaluate(outline)).toBe('solid');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Authorize' }).waitFor();
      await page.keyboard.type('admin@example.com');
      await page.keyboard.press('Tab');
      await page.keyboard.type('password');
      await page.keyboard.press('Enter');
      await waitForClosing(page);
      const focused = `document.activeElement.className`;
      expect(await page.evaluate(focused)).toContain('authorize');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Remove authorization' }).first().waitFor();
      const isInside = `document.querySelector('[role=dialog]').contains(document.activeElement)`;
      for (let stop = 0; stop < 12; stop += 1) {
        await page.keyboard.press(stop < 8 ? 'Tab' : 'Shift+Tab');
        expect(await page.evaluate(isInside)).toBe(true);
      }
      await closeDialog(page);
      expect(await page.evaluate(focused)).toContain('authorize');

      await tabTo(page, 'opblock-summary-control');
      await page.keyboard.press('Enter');
      await page.locator('.opblock.is-open .responses-table').waitFor();
      await tabTo(page, 'execute');
      await page.keyboard.press('Enter');
      await page.locator('.live-responses-table .response').waitFor();
      expect(violations).toEqual([]);
    });
  });

  it('offer only a field for a token when the password flow is off', async () => {
    const off = await start({ environment: { AUTH_PASSWORD_FLOW: 'off' } });
    const { page, violations } = await open(`${await serve(off, { base: '' })}/v1/docs`);
    await page.locator('.scheme-container .authorize').click();
    await page.locator('#auth-bearer-value').waitFor();
    expect(await page.locator('#oauth_username').count()).toBe(0);
    expect(await blockOf(page, 'whoami').count()).toBe(1);
    expect(await blockOf(page, 'getToken').count()).toBe(0);
    expect(violations).toEqual([]);
  });

  describe.each([1280, 360])('%i pixels wide', (width) => {
    it.each(['light', 'dark'] as const)('fit and are easy to read, in %s colours', async (colorScheme) => {
      const base = await serve(api, { base: '' });
      const { page, violations } = await open(`${base}/v1/docs`, {
        viewport: { width, height: 800 },
        colorScheme,
      });
      await signIn(page, 'user@example.com', 'password');
      await page.locator('.access-rejected').first().waitFor();
      await waitForClosing(page);
      await execute(page, 'whoami');
      const overflow = 'document.documentElement.scrollWidth - innerWidth';
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      expect(await findFaintTexts(page)).toEqual([]);
      const color = 'getComputedStyle(document.body).backgroundColor';
      expect(await page.evaluate(color)).toBe(
        colorScheme === 'dark' ? 'rgb(28, 32, 34)' : 'rgb(255, 255, 255)',
      );

      await page.goto(`${base}/v1/redoc`);
      await page.getByRole('heading', { name: 'Get user claims' }).waitFor();
      expect(await findFaintTexts(page)).toEqual([]);
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      expect(await page.evaluate(color)).toBe(
        colorScheme === 'dark' ? 'rgb(28, 32, 34)' : 'rgb(255, 255, 255)',
      );
      expect(violations).toEqual([]);
    });
  });
});
