import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Runs osls in this Node, its output as it comes, and tells whether it did what it was asked. */
export async function runServerless(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [resolve('node_modules/serverless/bin/serverless.js'), ...args], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}
