import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startProduct, type Product } from '../product/start-product.ts';
import { hasBrowser, launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { findFaintTexts } from './find-faint-texts.ts';
import { openPage, type WatchedPage } from './open-page.ts';
import { blockOf, execute, waitForClosing } from './use-docs.ts';

// A build, and a browser on a busy machine, take their time.
jest.setTimeout(120_000);

if (!hasBrowser())
  console.log('SKIPPED: the users that the docs page offers. Install Google Chrome to run these tests.');
const inBrowser = hasBrowser() ? describe : describe.skip;

inBrowser('the docs page under npm start, with Firebase', () => {
  let launched: LaunchedBrowser;
  let product: Product;
  let watched: WatchedPage;

  beforeAll(async () => {
    [launched, product] = await Promise.all([launchBrowser(), startProduct()]);
  });
  afterEach(() => watched.close());
  afterAll(async () => {
    await product.close();
    await launched.close();
  });

  async function openDialog(options = {}): Promise<WatchedPage> {
    watched = await openPage(launched.browser, `http://localhost:${product.port}/local/v1/docs`, options);
    await watched.page.locator('.scheme-container .authorize').click();
    return watched;
  }

  it('offers the seeded users, each with its roles', async () => {
    const { page } = await openDialog();
    const users = page.getByRole('group', { name: 'Users of this laptop' });
    expect(await users.getByRole('button').allInnerTexts()).toEqual([
      'admin@example.com (USERS, ADMINS)',
      'user@example.com (USERS)',
      'guest@example.com (no group)',
    ]);
  });

  it('signs in at one press, closes the dialog, and calls as that user', async () => {
    const { page, violations } = await openDialog();
    await page.getByRole('button', { name: 'admin@example.com' }).click();
    await waitForClosing(page);
    const endpoints = await execute(page, 'listEndpoints');
    expect(endpoints.status).toBe('200');
    expect(violations).toEqual([]);
  });

  it('offers no user while one is signed in, and all of them again after signing out', async () => {
    const { page, violations } = await openDialog();
    await page.getByRole('button', { name: 'user@example.com' }).click();
    await waitForClosing(page);
    expect(await blockOf(page, 'listEndpoints').locator('.access-rejected').innerText()).toBe(
      'You cannot call this. Your token has only USERS.',
    );
    await page.locator('.scheme-container .authorize').click();
    await page.getByRole('button', { name: 'Remove authorization' }).first().waitFor();
    expect(await page.locator('.offered-users').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove authorization' }).first().click();
    await page.getByRole('button', { name: 'guest@example.com' }).waitFor();
    expect(violations).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'fits a telephone and is easy to read, in %s colours',
    async (colorScheme) => {
      const { page } = await openDialog({ viewport: { width: 360, height: 800 }, colorScheme });
      await page.locator('.offered-users').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await findFaintTexts(page)).toEqual([]);
    },
  );
});
