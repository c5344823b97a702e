/**
 * Runs a built folder as Lambda would: tells which modules ran when, or writes what V8 has compiled by then beside each script.
 * Usage: node <the managed runtime's flags> try-program.ts, with the order as JSON on standard input.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import type { Trial } from '../plan-files.ts';
import { Modules } from './modules.ts';
import { undoExposeGc } from './undo-expose-gc.ts';

/** Lines of an error that are told. */
const MAX_LINES = 12;

/** What is to be done. */
export type TrialOrder = Readonly<{
  folder: string;
  undoesExposeGc: boolean;
  /** Events that the handler is called with, one after the other. */
  samples: readonly Readonly<{ event: unknown }>[];
  /** Whether code caches are written. Without, the modules that ran are told. */
  writesCache: boolean;
}>;

/** What came of it. */
export type TrialReport = Readonly<{ trial: Trial; responses: readonly unknown[] } | { error: string }>;

const order = JSON.parse(readFileSync(0, 'utf8')) as TrialOrder;
const { folder, samples, writesCache } = order;
const scripts = new Map<string, Script>();
let ran: number[] = [];
let modules: Modules | undefined;

const run = async (): Promise<TrialReport> => {
  if (order.undoesExposeGc) undoExposeGc();
  modules = new Modules({
    folder: `${folder}/`,
    // The cache holds the name: not that of a folder on this machine, or every machine would make another zip.
    shownFolder: '/var/task/',
    onScript: (file, script) => scripts.set(file, script),
    onRun: (id) => ran.push(id),
    importOutside: (specifier) => import(specifier) as Promise<object>,
  });
  // The program will start with its code cache, and may do something about that: log it, say.
  Object.defineProperty(globalThis, Symbol.for('code-cache'), { value: 'accepted' });
  const { handler } = (await modules.start()) as {
    handler: (event: unknown, context: object) => Promise<unknown>;
  };
  const start = take();
  const ranBySample: number[][] = [];
  const responses: unknown[] = [];
  for (const { event } of samples) {
    responses.push(await handler(event, { awsRequestId: 'sample', getRemainingTimeInMillis: () => 30_000 }));
    ranBySample.push(take());
  }
  if (writesCache) {
    for (const [file, script] of scripts)
      writeFileSync(join(folder, `${file}.cache`), script.createCachedData());
  }
  return { trial: { start, samples: ranBySample }, responses };
};

function take(): number[] {
  const taken = ran;
  ran = [];
  return taken;
}

/** What the program threw, and where in its sources. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = modules?.mapStack(error.stack ?? '') ?? error.stack ?? '';
  const frames = stack
    .split('\n')
    .filter((line) => !/^ {4}at .*(?:try-program|\/loader\/|node:internal)/.test(line));
  return frames.slice(0, MAX_LINES).join('\n') || error.message;
}

const report: TrialReport = await run().catch((error: unknown) => ({ error: describe(error) }));
process.stderr.write(`\n${JSON.stringify(report)}`, () => process.exit());
