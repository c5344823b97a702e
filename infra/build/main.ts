/** Builds the folder that is deployed. Usage: main.ts [--without-cache] [entry [folder]] */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { buildLambda } from './build-lambda.ts';
import { addDocs } from './docs/add-docs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'without-cache': { type: 'boolean', default: false } },
});
const [entry = 'apps/api/src/lambda.ts', folder = 'dist/lambda'] = positionals;
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
try {
  await buildLambda({ entry, folder, version, hasCodeCache: !values['without-cache'] });
  await addDocs(folder);
} catch (error) {
  // esbuild has told what is wrong with the sources; anything else is a mistake of the build.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
