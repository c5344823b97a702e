import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const COMPILER = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/**
 * Compiles the client into what is published of it. Run from the repository.
 *
 * @throws Error with what the compiler says
 */
export function buildPackage(outDir = 'libs/client/dist'): void {
  rmSync(outDir, { recursive: true, force: true });
  const options = ['--noEmit', 'false', '--declaration', '--sourceMap', 'false', '--outDir', outDir];
  const { status, stdout } = spawnSync(process.execPath, [COMPILER, '-p', 'libs/client', ...options], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The client does not compile:\n${stdout}`);
  copyFileSync('LICENSE', join(outDir, 'LICENSE'));
}
