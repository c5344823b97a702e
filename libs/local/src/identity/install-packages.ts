import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { areEmulatorsBundled, EMULATORS } from '../emulators.ts';
import { arePackagesInstalled } from './are-packages-installed.ts';

/**
 * Installs the packages of the emulators in this repository when they are missing or of another version. As published there is
 * nothing to install.
 *
 * They have a manifest of their own because nothing deployed needs them. `npm ci` at the root brings them too
 * (`postinstall`); this covers `npm ci --ignore-scripts`.
 */
export async function installPackages(
  log: (line: string) => void,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  if (areEmulatorsBundled() || arePackagesInstalled()) return;
  log(
    `Installing the packages of the local cloud into ${fileURLToPath(EMULATORS)} (66 MB, about 10 seconds, once) …`,
  );
  const { code, output } = await runNpm(npmCommand(environment), [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code !== 0) {
    throw new CannotStart(
      `The packages of the local cloud cannot be installed: npm ci in ${fileURLToPath(EMULATORS)} failed.\n${output.trim()}`,
    );
  }
}

async function runNpm(
  [command, ...prefix]: readonly [string, ...string[]],
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, [...prefix, ...args, '--prefix', fileURLToPath(EMULATORS)], {
    cwd: EMULATORS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/**
 * Under `npm run` the npm that runs it, by its file: on Windows a bare `npm` needs a shell. Other package managers name themselves
 * there, and not all are JavaScript.
 */
export function npmCommand({
  npm_execpath: runner = '',
}: Readonly<Record<string, string | undefined>>): readonly [string, ...string[]] {
  return /^(?:npm-cli|npm)\.[cm]?js$/.test(basename(runner)) ? [process.execPath, runner] : ['npm'];
}

if (import.meta.main) {
  try {
    await installPackages((line) => console.log(line), process.env);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
