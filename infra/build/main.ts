/** Builds the folder that is deployed. Usage: main.ts [--without-cache] [entry [folder]] */
import { parseArgs } from 'node:util';
import { buildProduct, readVersion } from './build-product.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'without-cache': { type: 'boolean', default: false } },
});
const [entry = 'apps/api/src/lambda.ts', folder = 'dist/lambda'] = positionals;
const version = await readVersion();
try {
  await buildProduct({ entry, folder, version, hasCodeCache: !values['without-cache'] });
} catch (error) {
  // esbuild has told what is wrong with the sources; anything else is a mistake of the build.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
