import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { compileDecorators } from './compile-decorators.ts';
import { BUNDLED_FOLDER } from './docs/docs-folder.ts';
import { stubSwagger } from './stub-swagger.ts';

/** Optional parts of Nest that this API does not have. */
const ABSENT = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  'class-transformer/storage',
  'web-streams-polyfill',
];

/** Bundles the Lambda entry and what it imports into a folder: what is loaded lazily lies in files of its own. */
export async function bundle({ entry, outDir, version }: { entry: string; outDir: string; version: string }) {
  await rm(outDir, { recursive: true, force: true });
  return build({
    entryPoints: { lambda: entry },
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    minify: true,
    keepNames: true,
    metafile: true,
    legalComments: 'none',
    external: [...ABSENT.flatMap((name) => [name, `${name}/*`]), '@aws-sdk/*'],
    define: {
      'process.env.npm_package_version': JSON.stringify(version),
      'process.env.DOCS_FOLDER': JSON.stringify(`./${BUNDLED_FOLDER}/`),
    },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    // Split files may be evaluated in another order than the sources import them.
    inject: ['reflect-metadata'],
    plugins: [compileDecorators, stubSwagger],
  });
}
