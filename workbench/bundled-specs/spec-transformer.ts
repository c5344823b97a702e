import { mkdir, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** Of all specs that one worker runs: nearly all of their modules are the same, and keep their numbers. */
const caches = { ...createCaches(), ids: new Map<string, number>() };
let isBusy: Promise<unknown> = Promise.resolve();
/** The same for all specs, too. */
let docs: Promise<void> | undefined;

/**
 * Runs a spec as a part of the bundle of what it tests: the application, the modules that the spec mounts and the spec itself
 * are bundled as `npm run build` bundles the product, with every optimisation, and run in Node's own context as on Lambda.
 */
export default {
  /** The bundle depends on far more than the file that Jest knows of. */
  getCacheKey: (_source: string, path: string): string => `${path} ${Date.now()} ${Math.random()}`,
  async processAsync(_source: string, path: string): Promise<{ code: string }> {
    const built = isBusy.then(() => build(path));
    isBusy = built.catch(() => undefined);
    return { code: runInMainContext(pathToFileURL(join(await built, 'lambda.mjs')).href) };
  },
};

async function build(path: string): Promise<string> {
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

const runInMainContext = (url: string): string => `
import * as globals from '@jest/globals';
import { constants, runInThisContext } from 'node:vm';

const main = runInThisContext('globalThis');
main[Symbol.for('jest-globals')] = globals;
// A spec means its own String when it expects any(String), and Jest looks for that of its context.
const { any } = globals.expect;
const types = { Array, BigInt, Boolean, Function, Number, Object, String, Symbol };
const contextTypes = new Map(Object.entries(types).map(([name, type]) => [main[name], type]));
globals.expect.any = (type) => any(contextTypes.get(type) ?? type);

const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
await runInThisContext('(url) => import(url)', { importModuleDynamically })(${JSON.stringify(url)});
`;
