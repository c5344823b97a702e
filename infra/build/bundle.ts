import { basename } from 'node:path';
import { build, type Metafile } from 'esbuild';
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

/**
 * Bundles the Lambda entry and what it imports. What is imported dynamically, or stands behind a door, is in modules of
 * its own.
 */
export async function bundle({ entry, version }: { entry: string; version: string }): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
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
  });
  return { modules: new Map(outputFiles.map(({ path, text }) => [basename(path), text])), metafile };
}
