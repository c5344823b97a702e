import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { watchResponses } from './watch-responses.ts';

/** A page, and everything that should not have happened on it. */
export type WatchedPage = Readonly<{
  page: Page;
  /** Violations of the policy, errors of scripts and of the console, requests to other hosts. */
  violations: string[];
  /** Rejects when the API answered the page otherwise than its document says. */
  close: () => Promise<void>;
}>;

/** Opens a page that has never been anywhere, and watches it. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const violations: string[] = [];
  const waitForResponses = watchResponses(page);
  const { origin } = new URL(url);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(error.message));
  page.on('request', (request) => {
    const own = [`${origin}/`, `blob:${origin}/`, 'data:'].some((start) => request.url().startsWith(start));
    if (!own) violations.push(`request to ${request.url()}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
  await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    reportViolation('policy violated: ' + event.effectiveDirective + ' ' + event.blockedURI));`);
  await page.goto(url);
  const close = () => waitForResponses().finally(() => context.close());
  return { page, violations, close };
}
