import { mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { copyDocs, hasDocs } from '../../libs/toolkit/src/build/docs/add-docs.ts';
import { DOCS_FOLDER } from '../../libs/toolkit/src/build/docs/docs-folder.ts';
import { prepareDocs } from '../../libs/toolkit/src/build/docs/prepare-docs.ts';
import { createBundler, createCaches } from '../../libs/toolkit/src/bundle/bundle-program.ts';
import { buildFolder } from '../../libs/toolkit/src/bundle/build-folder.ts';
import { KNOWN_OPTIMISATIONS } from '../../libs/toolkit/src/bundle/optimisations/known-optimisations.ts';
import { DEFERRED_BUILTINS } from '../../libs/toolkit/src/build/deferred-builtins.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** What the tests use and the product does not: left as it is installed. */
const EXTERNAL = ['@aws-sdk/*', '@smithy/*', 'playwright', 'playwright-core', 'typescript', 'esbuild'];

/** Of all specs: nearly all of their modules are the same, and keep their numbers. */
const caches = { ...createCaches(), ids: new Map<string, number>() };
/** The same for all specs, too. */
let docs: Promise<void> | undefined;

/**
 * Bundles a spec together with the application and the modules that it mounts, as `npm run build` bundles the product, with every
 * optimisation. One at a time: specs share what was read before.
 *
 * @param path absolute.
 * @returns the folder of the bundle.
 */
export async function buildSpec(path: string): Promise<string> {
  const folder = join(ROOT, 'dist/specs', relative(ROOT, path));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundle = createBundler({
    entry: path,
    root: ROOT,
    tsconfig: join(import.meta.dirname, 'tsconfig.json'),
    external: EXTERNAL,
    optimisations: KNOWN_OPTIMISATIONS,
    hasMaps: true,
    caches,
  });
  const program = await bundle();
  if (hasDocs(program.graph)) {
    await (docs ??= prepareDocs(DOCS_FOLDER));
    await copyDocs(folder);
  }
  await buildFolder(program, {
    folder,
    deferred: DEFERRED_BUILTINS,
    undoesExposeGc: false,
    hasCodeCache: false,
  });
  return folder;
}
