import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Under this name the bundle's loader tells where the bundle lies; never a variable of a deployment. */
const BUNDLE_FOLDER = Symbol.for('bundle-folder');

/** Of a package that only laptops have: it makes the page, and no function needs it. */
const PREPARE = '@lambda-nest/toolkit/prepare-docs';

/**
 * The folder of the files that the docs are made of. In the bundle it lies beside it; outside, as under `nest start`,
 * the files are prepared on first use: seconds once, then only what changed.
 *
 * @returns URL that ends in a slash
 */
export async function findDocsFolder(): Promise<URL> {
  const { [BUNDLE_FOLDER]: bundle } = globalThis as { [BUNDLE_FOLDER]?: string };
  if (bundle !== undefined) return new URL('docs/', pathToFileURL(bundle));
  const { stdout } = await promisify(execFile)(process.execPath, [
    createRequire(resolve('package.json')).resolve(PREPARE),
  ]);
  return pathToFileURL(`${stdout.trim()}/`);
}
