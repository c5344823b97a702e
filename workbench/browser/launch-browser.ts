import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

export type LaunchedBrowser = Readonly<{ browser: Browser; close: () => Promise<void> }>;

/** Where Chrome lies when it is installed. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
];

/** Whether there is a browser to test with: on Linux x64 one comes with the packages. */
export function hasBrowser(): boolean {
  return hasPackagedBrowser() || INSTALLED.some((path) => existsSync(path));
}

/** Starts a browser without a window; `close` leaves nothing of it behind. */
export async function launchBrowser(): Promise<LaunchedBrowser> {
  if (!hasPackagedBrowser()) {
    const browser = await chromium.launch({
      executablePath: INSTALLED.find((path) => existsSync(path)) ?? '',
    });
    return { browser, close: () => browser.close() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  const browser = await chromium.launch({
    executablePath: await unpack(folder),
    // Its own default arguments switch web security off. The sandbox cannot run as root in a container.
    args: ['--no-sandbox'],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: folder },
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { browser, close };
}

function hasPackagedBrowser(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** A process of its own, because the package unpacks into the process's temporary folder and nowhere else. */
async function unpack(folder: string): Promise<string> {
  const script = `import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    // Without it the shared libraries stay packed, which a bare Linux does not have.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  await writeFile(join(folder, 'fonts.conf'), `<fontconfig><dir>${folder}/fonts</dir></fontconfig>`);
  return stdout.trim();
}
