import { equal } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Version of the application in the copy. */
export async function versionOf({ root }: Pick<Rehearsal, 'root'>): Promise<string> {
  return (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Gives the application the next version number, describes it anew, and gives both numbers. */
export async function raiseVersion(rehearsal: Rehearsal): Promise<{ before: string; after: string }> {
  const before = await versionOf(rehearsal);
  const after = before.replace(/\d+$/, (patch) => String(Number(patch) + 1));
  await rehearsal.edit('package.json', `"version": "${before}"`, `"version": "${after}"`);
  await describe(rehearsal);
  return { before, after };
}

/** `npm run contract`. */
export async function describe({ run }: Pick<Rehearsal, 'run'>): Promise<void> {
  const { code, output } = await run(['libs/toolkit/src/contract/main.ts']);
  equal(code, 0, output);
}
