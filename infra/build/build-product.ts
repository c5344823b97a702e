import type { Metafile } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { buildLambda, type BuildOptions } from './build-lambda.ts';
import { addDocs } from './docs/add-docs.ts';

/** Version that the product reports of itself: its package's. */
export async function readVersion(): Promise<string> {
  return (JSON.parse(await readFile('package.json', 'utf8')) as { version: string }).version;
}

/** Builds all that is deployed: the program, and the files that its docs are made of. */
export async function buildProduct(options: BuildOptions): Promise<Metafile> {
  const metafile = await buildLambda(options);
  await addDocs(options.folder);
  return metafile;
}
