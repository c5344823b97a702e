import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BuiltFunction } from '../build/build-function.ts';
import { LOCAL_RUNNER, managedFlags } from '../build/code-cache/managed-runtime.ts';
import { withSamples } from '../build/code-cache/with-samples.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { zipSize } from '../build/zip-size.ts';

/** What a build has, counted. */
export type Measured = Readonly<{
  zipBytes: number;
  javascriptBytes: number;
  /** Modules that are loaded at INIT, by their paths below the root. */
  modules: readonly string[];
  /** Node's own that are loaded at INIT, but for those the runtime client has loaded before. */
  builtins: readonly string[];
}>;

type Loaded = Readonly<{ scripts: readonly string[]; builtins: readonly string[] }>;

/** Counts a built folder: its size, and what it loads when it starts and answers its first request. */
export async function measureBuild(
  folder: string,
  { files }: BuiltFunction,
  described: FunctionDescription,
): Promise<Measured> {
  const { init, first } = await countStart(folder, described);
  return {
    zipBytes: zipSize(folder),
    javascriptBytes: first.scripts.reduce((sum, script) => sum + statSync(join(folder, script)).size, 0),
    modules: files
      .filter(({ name }) => init.scripts.includes(name))
      .flatMap(({ modules }) => modules.map(({ name }) => name)),
    builtins: init.builtins,
  };
}

function countStart(
  folder: string,
  described: FunctionDescription,
): Promise<Record<'init' | 'first', Loaded>> {
  return withSamples(described, folder, async ({ samples: [sample], environment }) => {
    const script = join(import.meta.dirname, 'count-start.mjs');
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [...managedFlags(), LOCAL_RUNNER, script, folder, JSON.stringify(sample ?? null)],
      { env: environment },
    );
    return JSON.parse(stderr.split('\n').at(-1) ?? '') as Record<'init' | 'first', Loaded>;
  });
}
