import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildFolder } from '../../src/bundle/build-folder.ts';
import { createBundler } from '../../src/bundle/bundle-program.ts';
import { KNOWN_OPTIMISATIONS } from '../../src/bundle/optimisations/known-optimisations.ts';

/** Files of a small program by path. `entry.js`, an ES module, exports `handler`. */
export type Files = Readonly<Record<string, string>>;

/** What became of a program: what its handler returned, as JSON has it, or the error that it ended with. */
export type Outcome = Readonly<{
  value?: unknown;
  error?: Readonly<{ name: string; code?: string; message: string }>;
}>;

export type Outcomes = Readonly<{ node: Outcome; bundle: Outcome; plain: Outcome }>;

/** Runs programs as Node does, and their bundles with every optimisation and with none: each in one process for all. */
export async function runBoth(programs: readonly Files[]): Promise<readonly Outcomes[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-')));
  try {
    const folders = programs.map((files, index) => writeProgram(join(root, String(index)), files));
    const bundles = await Promise.all(
      folders.map((folder) => buildOne(folder, 'bundle', KNOWN_OPTIMISATIONS)),
    );
    const plain = await Promise.all(folders.map((folder) => buildOne(folder, 'plain', [])));
    const entries = folders.map((folder) => join(folder, 'entry.js'));
    const [node, bundled, plainly] = await Promise.all([run(entries), run(bundles), run(plain)]);
    return programs.map((_, index) => ({
      node: node[index] ?? {},
      bundle: bundled[index] ?? {},
      plain: plainly[index] ?? {},
    }));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function writeProgram(folder: string, files: Files): string {
  for (const [path, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function buildOne(
  folder: string,
  name: string,
  optimisations: typeof KNOWN_OPTIMISATIONS,
): Promise<string> {
  const out = join(folder, 'dist', name);
  mkdirSync(out, { recursive: true });
  const bundle = createBundler({
    entry: join(folder, 'entry.js'),
    root: folder,
    optimisations,
    hasMaps: false,
  });
  await buildFolder(await bundle(), {
    folder: out,
    deferred: ['crypto', 'os'],
    undoesExposeGc: false,
    hasCodeCache: false,
  });
  return join(out, 'lambda.mjs');
}

/** Imports each module, calls its handler, and tells as JSON what came of it. */
const RUNNER = `
const outcomes = [];
for (const entry of process.argv.slice(1)) {
  try {
    const { handler } = await import(entry);
    outcomes.push({ value: await handler() });
  } catch (error) {
    outcomes.push({ error: { name: error.name, code: error.code, message: error.message } });
  }
}
console.log(JSON.stringify(outcomes));
`;

async function run(entries: readonly string[]): Promise<readonly Outcome[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', RUNNER, ...entries],
    { cwd: dirname(entries[0] ?? '.') },
  );
  return JSON.parse(stdout) as Outcome[];
}
