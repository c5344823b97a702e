/**
 * `npm run screenshots`, beside `npm start`: takes the pictures of the docs page that the README shows, as
 * `user@example.com` sees it. `-- <base>` for another address than http://localhost:3000/nest.
 */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../browser/launch-browser.ts';
import { closeDialog, signIn } from '../browser/use-docs.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';

showHelp(`npm run screenshots -- [<base>]

Takes the pictures of the docs page that the README shows, beside npm start.

  <base>  address of the API; default http://localhost:3000/nest`);

const FOLDER = '.github/images';
const SIZES = { docs: { width: 1280, height: 960 }, 'docs-narrow': { width: 360, height: 880 } };

const base = process.argv[2] ?? 'http://localhost:3000/nest';
const { browser, close } = await launchBrowser();
try {
  for (const [name, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await takeScreenshot(browser, `${FOLDER}/${name}-${colorScheme}.png`, { viewport, colorScheme });
    }
  }
} finally {
  await close();
}

async function takeScreenshot(from: Browser, path: string, options: BrowserContextOptions): Promise<void> {
  const page = await from.newPage(options);
  await page.goto(`${base}/v1/docs`);
  await signIn(page, 'user@example.com', 'password');
  await page.locator('.access-rejected').first().waitFor();
  await closeDialog(page);
  // Neither focused nor pointed at anything.
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled' });
  await page.close();
  console.log(path);
}
