import { equal } from 'node:assert/strict';

/**
 * Signs one of the local users in, and gives the token.
 *
 * @param url of the API, with its stage
 */
export async function signIn(url: string, user: 'admin' | 'user' | 'guest'): Promise<string> {
  const body = new URLSearchParams({ username: `${user}@example.com`, password: 'password' });
  const response = await fetch(`${url}/v1/auth/token`, { method: 'POST', body });
  equal(response.status, 200);
  return ((await response.json()) as { access_token: string }).access_token;
}
