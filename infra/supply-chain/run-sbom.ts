import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { keepProduction, type Lock, type Sbom } from './keep-production.ts';

/**
 * The CycloneDX document of what production needs, from the lock file alone: the same whatever is installed.
 *
 * @see https://docs.npmjs.com/cli/v11/commands/npm-sbom
 */
export async function runSbom(): Promise<Sbom> {
  const npm = process.env['npm_execpath'];
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const { stdout } = await promisify(execFile)(
    command,
    [...before, 'sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'],
    { maxBuffer: 32 * 1024 * 1024 },
  );
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
  const sbom = JSON.parse(stdout) as Sbom;
  // npm names the folder it runs in, whatever the manifest says.
  if (sbom.metadata?.component && lock.name) sbom.metadata.component.name = lock.name;
  return keepProduction(sbom, lock);
}
