import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the peers from bench/package-lock.json unless they are there. No install script runs: none of them is needed, and
 * the runtime client's would compile C++.
 */
export function installPeers(benchFolder: string): void {
  if (existsSync(join(benchFolder, 'node_modules', '.package-lock.json'))) return;
  console.log('Installing the peers into bench/node_modules …');
  const shell = process.platform === 'win32';
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', benchFolder], {
    stdio: 'inherit',
    shell,
  });
}
