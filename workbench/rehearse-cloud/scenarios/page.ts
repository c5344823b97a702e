import { deepEqual, equal } from 'node:assert/strict';
import { hasBrowser, launchBrowser } from '../../browser/launch-browser.ts';
import { openPage } from '../../browser/open-page.ts';
import { closeDialog, execute, signIn } from '../../browser/use-docs.ts';
import { addressOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

export const page: Scenario = {
  name: 'The docs page signs in and calls the API in a browser',
  async run(rehearsal) {
    if (!hasBrowser()) throw new Error('There is no browser on this machine; install Google Chrome.');
    const url = await addressOf(rehearsal);
    const { browser, close } = await launchBrowser();
    try {
      const docs = await openPage(browser, `${url}/v1/docs`);
      await signIn(docs.page, 'user@example.com', 'password');
      await docs.page.locator('.access-rejected').first().waitFor();
      await closeDialog(docs.page);
      equal((await execute(docs.page, 'whoami')).status, '200');
      const reference = await openPage(browser, `${url}/v1/redoc`);
      await reference.page.locator('h1').first().waitFor();
      deepEqual([...docs.violations, ...reference.violations], []);
    } finally {
      await close();
    }
    return 'signed in, whoami executed with 200, ReDoc shown, no policy violated';
  },
};
