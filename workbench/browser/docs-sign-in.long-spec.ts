import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { startProvider, type StandIn } from '../../libs/local/src/oidc/start-provider.ts';
import { readTrustedIssuer } from '../../libs/local/src/oidc/trusted-issuer.ts';
import { hasBrowser, launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { openPage, type WatchedPage } from './open-page.ts';
import { serveEvents } from './serve-events.ts';
import { blockOf, execute } from './use-docs.ts';
import { startApi, type TestApi } from '../../apps/api/test/start-api.ts';

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

const ISSUER = {
  JWT_ISSUER: 'https://login.example.com/realms/shop',
  JWT_AUTHORIZED_AUDIENCES: 'orders-api',
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'realm_access.roles',
  JWT_ROLE_NAMES: '/ADMINS=ADMINS',
};

if (!hasBrowser())
  console.log('SKIPPED: signing in on the docs page. Install Google Chrome to run these tests.');
const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('the docs page with another provider than Firebase', () => {
  let launched: LaunchedBrowser;
  let standIn: StandIn;
  let api: TestApi;
  const closing: (() => Promise<void>)[] = [];
  let watched: WatchedPage | undefined;

  beforeAll(async () => {
    launched = await launchBrowser();
    const issuer = readTrustedIssuer(ISSUER);
    if (!issuer) throw new Error('There is no issuer.');
    standIn = await startProvider({ issuer, users: SEEDED_USERS, scopes: [], port: 0, log: console.log });
    api = await startApi({
      environment: {
        ...ISSUER,
        FIREBASE_PROJECT_ID: undefined,
        FIREBASE_APP_API_KEY: undefined,
        FIREBASE_AUTH_EMULATOR_HOST: undefined,
        AUTH_PASSWORD_FLOW: 'off',
        JWT_ISSUER_JWKS_URI: standIn.jwksUri,
        DOCS_CLIENT_ID: 'docs',
        DOCS_DISCOVERY_URI: standIn.discoveryUri,
      },
    });
  });
  afterEach(async () => {
    await watched?.close();
    for (const close of closing.splice(0)) await close();
  });
  afterAll(async () => {
    await api.close();
    await standIn.close();
    await launched.close();
  });

  async function open(base: string, stage?: string): Promise<WatchedPage> {
    const server = await serveEvents(api.handler, { base, ...(stage === undefined ? {} : { stage }) });
    closing.push(server.close);
    watched = await openPage(launched.browser, `${server.url}/v1/docs`);
    return watched;
  }

  /** What happened beside the requests that signing in takes. */
  const strange = ({ violations }: WatchedPage) =>
    violations.filter((violation) => !violation.startsWith(`request to ${standIn.url}/`));

  it.each([
    ['the $default stage', '', undefined],
    ['a named stage', '/mvp', 'mvp'],
    ['a custom domain with a mapping key', '/nest', 'mvp'],
  ])('signs in by authorization code with PKCE, behind %s', async (_name, base, stage) => {
    const opened = await open(base, stage);
    const { page } = opened;
    const address = page.url();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'admin@example.com' }).click();
    await page.getByText('You are signed in.').waitFor();
    expect(page.url()).toBe(address);
    const whoami = await execute(page, 'whoami');
    expect(whoami.status).toBe('200');
    expect(whoami.body).toContain('"/ADMINS"');
    expect(await blockOf(page, 'listEndpoints').locator('.access-rejected').count()).toBe(0);
    expect((await execute(page, 'listEndpoints')).status).toBe('200');
    expect(strange(opened)).toEqual([]);
  });

  it('marks what the caller cannot call, by the claims that the API reads', async () => {
    const { page } = await open('/nest', 'mvp');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'user@example.com' }).click();
    const rejected = blockOf(page, 'listEndpoints').locator('.access-rejected');
    expect(await rejected.innerText()).toBe('You cannot call this. Your token has only USERS.');
    expect(await blockOf(page, 'whoami').locator('.access-rejected').count()).toBe(0);
  });

  it('keeps nothing in the address or the tab, and forgets the token with the page', async () => {
    const { page } = await open('');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'user@example.com' }).click();
    await page.getByText('You are signed in.').waitFor();
    expect(await page.evaluate('[location.search, sessionStorage.length, localStorage.length]')).toEqual([
      '',
      0,
      0,
    ]);
    await page.reload();
    await page.locator('.access').first().waitFor();
    expect(await page.locator('.access-rejected').count()).toBe(0);
  });

  it('takes no code that it did not ask for', async () => {
    const { page } = await open('');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.evaluate(`sessionStorage.setItem('sign-in', '{"state":"mine","verifier":"v","hash":""}')`);
    await page.goto(`${page.url()}?code=x&state=theirs`);
    await page.getByText('Signing in failed. Signing in was begun elsewhere. Try again.').waitFor();
  });

  it('says what the provider has against it', async () => {
    const { page } = await open('');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.evaluate(`sessionStorage.setItem('sign-in', '{"state":"s","verifier":"v","hash":""}')`);
    await page.goto(`${page.url()}?error=access_denied&error_description=No%20%3Cb%3Eaccess&state=s`);
    await page.getByText('Signing in failed. No <b>access').waitFor();
  });
});
