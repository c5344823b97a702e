import type { Page, Response } from 'playwright-core';
import { checkAnswer, pathOf } from '@lambda-nest/testing/document';

/**
 * Holds every response that a page's scripts get to the document.
 *
 * @returns waits for the last of them, and rejects when one was another than documented
 */
export function watchAnswers(page: Page): () => Promise<void> {
  const checks: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'fetch') return;
    const check = checkResponse(response);
    // A waiter hears of it.
    check.catch(() => undefined);
    checks.push(check);
  });
  return async () => {
    await Promise.all(checks);
  };
}

async function checkResponse(response: Response): Promise<void> {
  const text = await response.text().catch(() => undefined);
  // The page has gone on, and its answers with it.
  if (text === undefined) return;
  const answer = { status: response.status(), headers: response.headers(), text };
  checkAnswer(response.request().method(), pathOf(response.url()), answer, 'gateway');
}
