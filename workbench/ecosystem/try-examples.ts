import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { createProductBuild } from '../../libs/toolkit/src/build/build-product.ts';
import { describeBuildError } from '../../libs/toolkit/src/build/describe-build-error.ts';
import { findPackage } from '../../libs/toolkit/src/bundle/read-source.ts';
import type { BundleCaches } from '../../libs/toolkit/src/bundle/bundle-program.ts';
import type { Facts, Order, Reply, Told } from './call-handler.ts';

/** What came of an example: on its source, and in the bundle. */
export type Tried = Readonly<{
  name: string;
  facts: Facts;
  source: Outcome;
  bundle: Outcome;
  /** Sentences of the build about what cannot work on Lambda. */
  notes: readonly string[];
}>;

export type Outcome = Readonly<{ replies?: readonly Reply[]; error?: string; output?: string }>;

export type TryOptions = Readonly<{
  /** Folder for what is built. */
  folder: string;
  /** Variables for the application beside its own. */
  environment: Readonly<Record<string, string>>;
  caches?: BundleCaches;
}>;

/** Enough for the application to start as on a laptop. */
const ENVIRONMENT = {
  RUNTIME: 'LOCAL',
  AWS_API_GW_STAGE_NAME: '$default',
  AWS_API_GW_MAPPING_KEY: 'nest',
  FIREBASE_PROJECT_ID: 'demo-proj',
  FIREBASE_APP_API_KEY: 'test-key',
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
  ACCOUNT_CHECK: 'off',
} as const;

const CALLER = join(import.meta.dirname, 'call-handler.ts');
const MAX_SECONDS = 300;

/**
 * Sends examples the same requests on their source, as Node runs it, and in the bundle that a build of the product makes of them:
 * one function for all that are given. Those of a folder `plain` run in Nest alone, without our application around them.
 *
 * @throws Error where a source cannot be imported
 */
export async function tryExamples(
  sources: readonly string[],
  { folder, environment: more, caches }: TryOptions,
): Promise<readonly Tried[]> {
  const environment = { ...ENVIRONMENT, ...more };
  const named = Object.fromEntries(sources.map((source) => [nameOf(source), source]));
  const entry = writeEntry(named, folder);
  const bundled = join(folder, 'function');
  const [source, built] = await Promise.all([
    ask({ entry, sources: named }, environment),
    build(entry, bundled, caches),
  ]);
  const { facts } = source;
  if (!facts) throw new Error(`${sources.join(', ')} cannot be imported: ${source.error}\n${source.output}`);
  const requests = Object.fromEntries(Object.entries(facts).map(([name, { requests: own }]) => [name, own]));
  const bundle =
    built.error === undefined ? await askAlone(bundled, requests, environment) : { error: built.error };
  return Object.entries(facts).map(([name, own]) => ({
    name,
    facts: own,
    source: outcomeOf(source, name),
    bundle: outcomeOf(bundle, name),
    notes: built.notes,
  }));
}

/** `throttler`, `plain/graphql`. */
function nameOf(source: string): string {
  return relative(import.meta.dirname, source).replaceAll(/^(?:most-used\/)?cases\/|\.ts$/g, '');
}

function outcomeOf({ replies, error, output }: Told, name: string): Outcome {
  return {
    ...(replies?.[name] && { replies: replies[name] }),
    ...(error !== undefined && { error }),
    ...(output !== undefined && { output }),
  };
}

/** The function's entry: what `apps/api/src/lambda.ts` is to the product. */
function writeEntry(sources: Readonly<Record<string, string>>, folder: string): string {
  const from = (file: string): string => {
    const path = relative(folder, file);
    return JSON.stringify(path.startsWith('.') ? path : `./${path}`);
  };
  const all = Object.entries(sources).map(([name, source], index) => {
    const server = basename(dirname(source)) === 'plain' ? 'serve-plain.ts' : 'serve.ts';
    return {
      imports: `import { example as example${index} } from ${from(source)};
import { serve as serve${index} } from ${from(join(import.meta.dirname, server))};`,
      handler: `  ${JSON.stringify(name)}: await serve${index}(example${index}),`,
    };
  });
  const entry = join(folder, 'entry.ts');
  mkdirSync(folder, { recursive: true });
  copyManifest(Object.values(sources), folder);
  writeFileSync(
    entry,
    `${all.map(({ imports }) => imports).join('\n')}

const handlers = {
${all.map(({ handler }) => handler).join('\n')}
};

export const handler = async ({ example, ...event }, context) => handlers[example](event, context);
`,
  );
  return entry;
}

/** What a team's application depends on, by which the build knows its driver of a database, stands above its entry. */
function copyManifest([source = '']: readonly string[], folder: string): void {
  const above = findPackage(source)?.folder;
  if (above === undefined) throw new Error(`${source} has no package.json above it.`);
  copyFileSync(join(above, 'package.json'), join(folder, 'package.json'));
}

/** Asks the function where nothing lies around it: a package that is not in it is not found in this repository instead. */
async function askAlone(
  folder: string,
  requests: NonNullable<Order['requests']>,
  environment: Readonly<Record<string, string>>,
): Promise<Told> {
  const alone = realpathSync(mkdtempSync(join(tmpdir(), 'function-')));
  try {
    cpSync(folder, alone, { recursive: true });
    return await ask({ entry: join(alone, 'lambda.mjs'), requests }, environment);
  } finally {
    rmSync(alone, { recursive: true });
  }
}

type Built = Readonly<{ notes: readonly string[]; error?: string }>;

async function build(entry: string, folder: string, caches: BundleCaches | undefined): Promise<Built> {
  const make = await createProductBuild({ entry, version: '0.0.0', ...(caches && { caches }) });
  try {
    const { notes } = await make({ folder, hasCodeCache: false });
    return { notes };
  } catch (error) {
    return { notes: [], error: `build: ${describeBuildError(error)}` };
  }
}

async function ask(order: Order, environment: Readonly<Record<string, string>>): Promise<Told> {
  const child = fork(CALLER, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: MAX_SECONDS * 1_000,
  });
  let [told, output]: [Told, string] = [{}, ''];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  child.on('message', (message: Told) => {
    told = { ...told, ...message };
  });
  child.send(order);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (told.replies || told.error !== undefined) return told;
  return { ...told, error: `It ended with ${code ?? signal}.`, output: output.slice(-5_000) };
}
