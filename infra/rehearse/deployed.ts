import { equal } from 'node:assert/strict';
import type { Rehearsal } from './rehearsal.ts';

/** Address of the API of a stage. */
export async function addressOf({ serverless }: Rehearsal, stage = 'dev'): Promise<string> {
  const { output } = await serverless('info', '--stage', stage);
  const address = /http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+\/\w+/.exec(output)?.[0];
  if (address === undefined) throw new Error(`No address is named:\n${output}`);
  return address;
}

/** Version that the health check tells. */
export async function versionAt(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/manage/hc`);
  equal(response.status, 200);
  return ((await response.json()) as { version: string }).version;
}

/** Signs one of the local users in, and gives the token. */
export async function signIn(url: string, user: 'admin' | 'user' | 'guest'): Promise<string> {
  const body = new URLSearchParams({ username: `${user}@example.com`, password: 'password' });
  const response = await fetch(`${url}/v1/auth/token`, { method: 'POST', body });
  equal(response.status, 200);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Gives the application another version number, and describes it anew. */
export async function setVersion({ edit, run }: Rehearsal, from: string, to: string): Promise<void> {
  await edit('package.json', `"version": "${from}"`, `"version": "${to}"`);
  await describe({ run });
}

/** `npm run contract`. */
export async function describe({ run }: Pick<Rehearsal, 'run'>): Promise<void> {
  const { code, output } = await run(['infra/contract/main.ts']);
  equal(code, 0, output);
}
