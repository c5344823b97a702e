/** Tries packages that Nest applications use, on their source and in the bundle; see README.md. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as prettier from 'prettier';
import { createCaches, type BundleCaches } from '../../libs/toolkit/src/bundle/bundle-program.ts';
import { installLocked } from '../install-locked.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { findDifferences } from './find-differences.ts';
import { formatTable } from './format-table.ts';
import { generatePrisma } from './generate-prisma.ts';
import { linkRuntime } from './link-runtime.ts';
import { tryExamples, type Tried } from './try-examples.ts';

showHelp(`npm run ecosystem [-- [name …] [--write]]

Without names all packages are tried, about ten minutes, and docs/ecosystem.md has to say what came of it.
  --write  writes docs/ecosystem.md instead
  name     tries only the examples whose file has it in its name: throttler, plain/graphql`);

const FOLDER = import.meta.dirname;
const ROOT = resolve(FOLDER, '../..');
const TABLE = join(ROOT, 'docs/ecosystem.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});

const isWanted = (path: string): boolean =>
  positionals.length === 0 || positionals.some((name) => path.includes(name));

function listExamples(folder: string): readonly string[] {
  return readdirSync(join(FOLDER, folder))
    .filter((file) => file.endsWith('.ts'))
    .toSorted()
    .map((file) => join(FOLDER, folder, file))
    .filter((file) => isWanted(relative(FOLDER, file)));
}

/** Files of packages that one example has: kept for all of them, their syntax trees would take several gigabytes. */
function forgetPackages({ parsed, written }: BundleCaches): void {
  const own = join(FOLDER, 'node_modules');
  for (const cache of [parsed, written])
    for (const key of cache.keys()) if (key.startsWith(own)) cache.delete(key);
}

async function tryAll(): Promise<readonly Tried[]> {
  const { startServers } = await import('./start-servers.ts');
  const servers = await startServers();
  const runtime = linkRuntime(
    join(FOLDER, 'node_modules'),
    join(ROOT, 'dist/ecosystem/runtime/node_modules'),
  );
  const environment = { ...servers.environment, NODE_PATH: runtime };
  const caches = createCaches();
  const all: Tried[] = [];
  for (const source of ['most-used/cases', 'cases', 'cases/plain'].flatMap(listExamples)) {
    const folder = join(ROOT, 'dist/ecosystem', relative(FOLDER, source).replace(/\.ts$/, ''));
    const [tried] = await tryExamples([source], { folder, environment, caches });
    forgetPackages(caches);
    if (!tried) continue;
    all.push(tried);
    report(tried);
  }
  await servers.close();
  return all;
}

function report(tried: Tried): void {
  const differences = findDifferences(tried);
  console.log(`${differences.length === 0 ? 'same' : 'DIFFERENT'}  ${tried.name}`);
  for (const difference of differences) console.log(`  ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}

/** Fails where the table says something else than what came of it. */
async function checkTable(tried: readonly Tried[]): Promise<void> {
  const text = formatTable(tried, [join(FOLDER, 'most-used'), FOLDER, ROOT]);
  const formatted = await prettier.format(text, {
    ...(await prettier.resolveConfig(TABLE)),
    parser: 'markdown',
  });
  if (values.write) writeFileSync(TABLE, formatted);
  else if (readFileSync(TABLE, 'utf8') !== formatted) {
    console.error(
      'docs/ecosystem.md says something else. Run npm run ecosystem -- --write, and read what changed.',
    );
    process.exitCode = 1;
  }
}

process.chdir(ROOT);
installLocked(join(FOLDER, 'most-used'));
installLocked(FOLDER);
generatePrisma();
execFileSync('tsc', ['-p', FOLDER], { stdio: 'inherit', shell: process.platform === 'win32' });
const tried = await tryAll();
if (positionals.length === 0) await checkTable(tried);
// Some servers of packages keep the process.
process.exit();
