import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const PREPARE = 'infra/build/docs/main.ts';

/**
 * The folder of the files that the docs are made of. In the bundle it lies beside it; outside, as under `nest start`,
 * the files are prepared on first use: seconds once, then only what changed.
 *
 * @returns URL that ends in a slash
 */
export async function findDocsFolder(): Promise<URL> {
  // Written in by the bundler; never a variable of a deployment.
  const bundled = process.env['DOCS_FOLDER'];
  if (bundled) return new URL(bundled, import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=source', PREPARE]);
  return pathToFileURL(`${stdout.trim()}/`);
}
