import { join } from 'node:path';
import { build } from 'esbuild';
import { PAGE_FOLDER } from './docs-package.ts';

const ENTRIES = ['docs', 'redoc'];

/** Bundles the pages' own scripts, with the access decision of the API in them, for the browser. */
export async function bundlePages(): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(ENTRIES.map((name) => [name, join(PAGE_FOLDER, `${name}.ts`)])),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
  });
  const contents = outputFiles.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return Object.fromEntries(ENTRIES.map((name, index) => [`${name}.js`, contents[index]?.text ?? '']));
}
