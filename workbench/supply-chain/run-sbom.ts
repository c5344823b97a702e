import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { listDocsPackages } from './docs-packages.ts';
import { findPackages } from './find-packages.ts';
import { keepShipped, type Sbom } from './keep-shipped.ts';
import { listEmbedded } from './list-embedded.ts';
import { listInputs } from './list-inputs.ts';

/**
 * The CycloneDX document of what is in the zips of all functions: the packages of which a bundle has files, those of the docs page, and what
 * is inside their files. Hashes and licences are those of the lock file.
 */
export async function runSbom(): Promise<Sbom> {
  const docs = listDocsPackages();
  const files = [...(await listInputs()), ...docs.flatMap(({ files }) => files)];
  const embedded = new Map(docs.map(({ name, maps }) => [name, listEmbedded(maps)]));
  return keepShipped(await readLock(), findPackages(files), embedded);
}

/**
 * Everything that the lock file names, whatever is installed.
 *
 * @see https://docs.npmjs.com/cli/v11/commands/npm-sbom
 */
async function readLock(): Promise<Sbom> {
  const npm = process.env['npm_execpath'];
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const { stdout } = await promisify(execFile)(
    command,
    [...before, 'sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'],
    { maxBuffer: 32 * 1024 * 1024 },
  );
  const sbom = JSON.parse(stdout) as Sbom;
  const { name } = JSON.parse(await readFile('package.json', 'utf8')) as { name: string };
  // npm names the folder it runs in, whatever the manifest says.
  if (sbom.metadata?.component) sbom.metadata.component.name = name;
  return sbom;
}
