/**
 * Runs a built folder as Lambda would and writes what V8 has compiled by then beside each script.
 * Usage: node <the managed runtime's flags> write-code-cache.ts <folder> <events as JSON>
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Script } from 'node:vm';
import { createLoader } from '../loader/create-loader.ts';
import { DEFERRED_BUILTINS } from '../loader/deferred-builtins.ts';
import { runEntries } from '../loader/run-entries.ts';
import { undoExposeGc } from '../loader/undo-expose-gc.ts';

const [folder = '', events = '[]'] = process.argv.slice(2);
const scripts = new Map<string, Script>();

undoExposeGc();
const loader = createLoader({
  folder: `${folder}/`,
  // The cache holds the name: not that of a folder on this machine, or every machine would make another zip.
  shownFolder: '/var/task/',
  url: pathToFileURL(join(folder, 'lambda.mjs')).href,
  deferred: DEFERRED_BUILTINS,
  onScript: (file, script) => scripts.set(file, script),
});
const { handler } = await runEntries(loader);
const context = { awsRequestId: 'code-cache', getRemainingTimeInMillis: () => 30_000 };
for (const event of JSON.parse(events) as unknown[]) await handler(event, context);
for (const [file, script] of scripts) writeFileSync(join(folder, `${file}.cache`), script.createCachedData());
process.exit();
