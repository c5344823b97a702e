import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';

/** The page on which one chooses who to be. */
export function chooseUserPage(users: readonly SeededUser[], issuer: string): string {
  const buttons = users.map(
    ({ uid, email, groups }) =>
      `<button name="user" value="${escape(uid)}"><b>${escape(email)}</b><br>${escape(groups.join(', ') || 'no role')}</button>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in on this laptop</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark }
  button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: start; cursor: pointer }
</style>
<h1>Sign in on this laptop</h1>
<p>This stands in for ${escape(issuer)}. Choose who you are.</p>
<form method="post">${buttons.join('\n')}</form>
</html>
`;
}

/** Redirects after the form count as its own: the application that is signed in to is on this machine too. */
export const CHOOSE_USER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; " +
  "form-action 'self' http://localhost:* http://127.0.0.1:*";

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
