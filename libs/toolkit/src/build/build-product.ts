import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createBuild, type BuiltFunction } from './build-function.ts';
import type { BundleCaches } from '../bundle/bundle-program.ts';
import { loadFunction, type FunctionDescription } from '../function/load-function.ts';
import { writeStamp } from '../package/stamp.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { LOCAL_RUNNER, managedFlags } from './code-cache/managed-runtime.ts';
import { withSamples } from './code-cache/with-samples.ts';
import { addDocs, hasDocs } from './docs/add-docs.ts';
import { writeEntry } from './write-entry.ts';

/** Whose `paths` the sources may use: `nest g library` writes them. */
const TSCONFIG = 'tsconfig.json';

export type ProductSource = Readonly<{
  /** The function. Default: that of the API. */
  described?: FunctionDescription | undefined;
  /** Module that exports the handler, in the place of the function's own. */
  entry?: string | undefined;
  /** Version that the product reports of itself. Default: its package's. */
  version?: string | undefined;
  /** Whether no optimisation is applied. Default `false`. */
  isPlain?: boolean | undefined;
  /** What was read and written already, for builds that share packages. Default: nothing. */
  caches?: BundleCaches;
}>;

export type ProductTarget = Readonly<{
  /** Default `dist/<name of the function>`. */
  folder?: string | undefined;
  /** Whether the program is tried, and V8's code cache made. Default `true`; without it the first request waits longer. */
  hasCodeCache?: boolean | undefined;
  /** Whether a debugger finds the sources of the application. Default `false`. */
  hasSourceMaps?: boolean | undefined;
}>;

/** Version that the product reports of itself: its package's. */
export async function readVersion(): Promise<string> {
  return (JSON.parse(await readFile('package.json', 'utf8')) as { version: string }).version;
}

/** Makes a function that builds all that is deployed, the second time only of what has changed. */
export async function createProductBuild({
  described,
  entry,
  isPlain = false,
  version,
  caches,
}: ProductSource = {}): Promise<(target?: ProductTarget) => Promise<BuiltFunction>> {
  const known = described ?? (await loadFunction());
  const { name, generated } = known;
  const build = createBuild({
    entry: resolve(entry ?? known.entry ?? writeEntry(known)),
    root: resolve('.'),
    ...(existsSync(TSCONFIG) && { tsconfig: resolve(TSCONFIG) }),
    isPlain,
    ...(caches && { caches }),
    define: { 'process.env.npm_package_version': JSON.stringify(version ?? (await readVersion())) },
  });
  return async ({ folder = `dist/${name}`, hasCodeCache = true, hasSourceMaps = false } = {}) => {
    const target = {
      folder: resolve(folder),
      hasSourceMaps,
      async addFiles(made: string, { graph }: BuiltFunction) {
        if (hasDocs(graph)) await addDocs(made, `${generated}/openapi.json`);
        // What has no access table declares no routes: no gateway calls it.
        const table = `${generated}/access.json`;
        writeStamp(made, existsSync(table) ? readExpectedRoutes(table) : []);
      },
    };
    if (!hasCodeCache) return build(target);
    return withSamples(known, target.folder, ({ samples, environment }) => {
      const trial = { flags: [...managedFlags(), LOCAL_RUNNER], environment };
      return build({ ...target, samples, trial });
    });
  };
}
