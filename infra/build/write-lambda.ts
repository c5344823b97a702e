import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Bundle, ENTRIES } from './bundle.ts';
import { listStart } from './list-start.ts';
import { toScript } from './to-script.ts';

/** Name of the script that holds every module of the start path. */
export const START = 'start.js';

/** Writes the folder that is deployed: the loader, one script for the start, and one for each module that may follow. */
export async function writeLambda({ modules, metafile }: Bundle, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const start = listStart(metafile, ENTRIES);
  const toChunk = (name: string) => ({
    name,
    text: modules.get(name) ?? '',
    mayAwait: name === ENTRIES.at(-1),
  });
  const later = [...modules.keys()].filter((name) => !start.has(name));
  const scripts = new Map<string, readonly string[]>([
    [START, [...start]],
    ...later.map((name) => [name, [name]] as const),
  ]);
  await Promise.all([
    writeLoader(folder),
    ...[...scripts].map(async ([file, names]) =>
      writeFile(join(folder, file), await toScript(names.map(toChunk))),
    ),
  ]);
}

async function writeLoader(folder: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'loader', 'lambda.ts')],
    outfile: join(folder, 'lambda.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
  });
}
