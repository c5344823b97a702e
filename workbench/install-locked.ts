import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs what the lock file of a folder names into the folder's own `node_modules`, unless it is there. For what nothing deployed
 * needs. No install script runs.
 */
export function installLocked(folder: string): void {
  if (isInstalled(folder)) return;
  console.log(`Installing what ${folder} needs into its node_modules …`);
  // The level of its own: `npm run -s` would hand on its silence, and the reason of a failure with it.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  execFileSync('npm', ['ci', ...options], { stdio: 'inherit', shell: process.platform === 'win32' });
}

type Lock = { packages: Record<string, { version?: string; optional?: boolean }> };

/** Whether each package of the lock file is there in its version; of optional ones only those for this machine are. */
function isInstalled(folder: string): boolean {
  const file = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(file)) return false;
  const { packages: installed } = readLock(file);
  return Object.entries(readLock(join(folder, 'package-lock.json')).packages).every(
    ([path, { version, optional = false }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

function readLock(file: string): Lock {
  return JSON.parse(readFileSync(file, 'utf8')) as Lock;
}

if (import.meta.main) for (const folder of process.argv.slice(2)) installLocked(folder);
