import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Under this name the bundle's loader tells where the bundle lies; never a variable of a deployment. */
const BUNDLE_FOLDER = Symbol.for('bundle-folder');

const PREPARE = 'libs/toolkit/src/build/docs/main.ts';

/**
 * The folder of the files that the docs are made of. In the bundle it lies beside it; outside, as under `nest start`,
 * the files are prepared on first use: seconds once, then only what changed.
 *
 * @returns URL that ends in a slash
 */
export async function findDocsFolder(): Promise<URL> {
  const { [BUNDLE_FOLDER]: bundle } = globalThis as { [BUNDLE_FOLDER]?: string };
  if (bundle !== undefined) return new URL('docs/', pathToFileURL(bundle));
  const { stdout } = await promisify(execFile)(process.execPath, [PREPARE]);
  return pathToFileURL(`${stdout.trim()}/`);
}
