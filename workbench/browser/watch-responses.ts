import type { Page, Response } from 'playwright-core';
import { checkResponse, pathOf } from '@lambda-nest/testing/document';

/**
 * Holds every response that a page's scripts get to the document.
 *
 * @returns waits for the last of them, and rejects when one was another than documented
 */
export function watchResponses(page: Page): () => Promise<void> {
  const checks: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'fetch') return;
    const check = checkAgainstDocument(response);
    // A waiter hears of it.
    check.catch(() => undefined);
    checks.push(check);
  });
  return async () => {
    await Promise.all(checks);
  };
}

async function checkAgainstDocument(response: Response): Promise<void> {
  const text = await response.text().catch(() => undefined);
  // The page has gone on, and its responses with it.
  if (text === undefined) return;
  const received = { status: response.status(), headers: response.headers(), text };
  checkResponse(response.request().method(), pathOf(response.url()), received, 'gateway');
}
