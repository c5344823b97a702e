import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Runs osls in this Node, its output as it comes, and tells whether it did what it was asked. */
export async function runServerless(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [findServerless(), ...args], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}

/** In a workspace it may be installed above the project. */
export function findServerless(): string {
  const manifest = createRequire(resolve('package.json')).resolve('serverless/package.json');
  return join(manifest, '../bin/serverless.js');
}
