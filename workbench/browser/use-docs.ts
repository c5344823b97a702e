import type { Locator, Page } from 'playwright-core';

/** The Authorize window, as a person works it. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.locator('.scheme-container .authorize').click();
  await page.locator('#oauth_username').fill(username);
  await page.locator('#oauth_password').fill(password);
  await page.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
}

/** Waits for the window to close by itself, as it does for a user who is signed in. */
export async function waitForClosing(page: Page): Promise<void> {
  await page.locator('.dialog-ux').waitFor({ state: 'detached' });
}

export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await waitForClosing(page);
}

/** Opens an operation, executes it, and gives what the page shows of the response. */
export async function execute(page: Page, operation: string): Promise<{ status: string; body: string }> {
  const block = blockOf(page, operation);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Execute' }).click();
  const response = block.locator('.live-responses-table .response');
  return {
    status: (await response.locator('.response-col_status').innerText()).trim(),
    body: await response.locator('.highlight-code').first().innerText(),
  };
}

export function blockOf(page: Page, operation: string): Locator {
  return page.locator(`.opblock[id$="-${operation}"]`);
}

/** Presses Tab until something of this class has the focus, as a user without a mouse would. */
export async function tabTo(page: Page, className: string): Promise<void> {
  for (let stops = 0; stops < 50; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.classList.contains('${className}')`)) return;
  }
  throw new Error(`${className} cannot be reached with the keyboard.`);
}
