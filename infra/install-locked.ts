import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs what the lock file of a folder names into the folder's own `node_modules`, unless it is there. For tools that few
 * people run, and nothing deployed needs. No install script runs.
 */
export function installLocked(folder: string): void {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  console.log(`Installing what ${folder} needs into its node_modules …`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
