import { basename } from 'node:path';
import { build, context, type BuildOptions, type BuildResult, type Metafile } from 'esbuild';
import { compileDecorators } from './compile-decorators.ts';
import { BUNDLED_FOLDER } from './docs/docs-folder.ts';
import { editSources } from './edit-sources.ts';
import { listDoors, openDoors } from './open-doors.ts';
import { resolveModules } from './resolve-modules.ts';
import { stubSwagger } from './stub-swagger.ts';

/** ES modules by file name, as esbuild split them. */
export type Bundle = Readonly<{ modules: ReadonlyMap<string, string>; metafile: Metafile }>;

/** Names of the modules that run at start, see loader/run-entries.ts; the last exports the handler. */
export const ENTRIES = ['reflect-metadata.js', 'lambda.js'] as const;

export type BundleOptions = Readonly<{
  /** Module that exports the handler. */
  entry: string;
  /** Version the API reports of itself. */
  version: string;
}>;

/**
 * Bundles the Lambda entry and what it imports. What is imported dynamically, or stands behind a door, is in modules of
 * its own.
 */
export async function bundle(options: BundleOptions): Promise<Bundle> {
  return toBundle(await build(optionsOf(options)));
}

/** Bundles whenever it is called, and from the second time on reads only what changed. Says nothing of mistakes itself. */
export async function createBundler(options: BundleOptions): Promise<() => Promise<Bundle>> {
  const again = await context({ ...optionsOf(options), logLevel: 'silent' });
  return async () => toBundle(await again.rebuild());
}

type Options = ReturnType<typeof optionsOf>;

function toBundle({ outputFiles, metafile }: BuildResult<Options>): Bundle {
  return { modules: new Map(outputFiles.map(({ path, text }) => [basename(path), text])), metafile };
}

function optionsOf({ entry, version }: BundleOptions) {
  return {
    entryPoints: { 'reflect-metadata': 'reflect-metadata', lambda: entry, ...listDoors() },
    outdir: 'dist/lambda',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source', 'module'],
    metafile: true,
    legalComments: 'none',
    external: ['@aws-sdk/*'],
    define: {
      'process.env.npm_package_version': JSON.stringify(version),
      'process.env.DOCS_FOLDER': JSON.stringify(`./${BUNDLED_FOLDER}/`),
      'import.meta.url': '__moduleUrl',
    },
    plugins: [compileDecorators, stubSwagger, openDoors, resolveModules, editSources],
  } as const satisfies BuildOptions;
}
