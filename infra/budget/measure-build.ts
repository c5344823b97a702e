import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { ENTRIES } from '../build/bundle.ts';
import { managedEnvironment, managedFlags } from '../build/code-cache/managed-runtime.ts';
import { healthEvent } from '../build/code-cache/sample-events.ts';
import { sampleEnvironment, startStubProvider } from '../build/code-cache/stub-provider.ts';
import { listStart } from '../build/list-start.ts';
import { START } from '../build/write-lambda.ts';
import { zipSize } from '../build/zip-size.ts';

/** What a build has, counted. */
export type Measured = Readonly<{
  zipBytes: number;
  javascriptBytes: number;
  /** Modules that are loaded at INIT, by the paths esbuild knows them by. */
  modules: readonly string[];
  /** Node's own that are loaded at INIT, but for those the runtime client has loaded before. */
  builtins: readonly string[];
}>;

type Loaded = Readonly<{ scripts: readonly string[]; builtins: readonly string[] }>;

/** Counts a built folder: its size, and what it loads when it starts and answers its first request. */
export async function measureBuild(folder: string, metafile: Metafile): Promise<Measured> {
  const { init, first } = await countStart(folder);
  return {
    zipBytes: zipSize(folder),
    javascriptBytes: first.scripts.reduce((sum, script) => sum + statSync(join(folder, script)).size, 0),
    modules: listModules(metafile, init.scripts),
    builtins: init.builtins,
  };
}

async function countStart(folder: string): Promise<Record<'init' | 'first', Loaded>> {
  const provider = await startStubProvider(0);
  try {
    const script = join(import.meta.dirname, 'count-start.mjs');
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [...managedFlags(), script, folder, JSON.stringify(healthEvent())],
      { env: { ...managedEnvironment(folder, 'lambda.handler'), ...sampleEnvironment(provider) } },
    );
    return JSON.parse(stderr.split('\n').at(-1) ?? '') as Record<'init' | 'first', Loaded>;
  } finally {
    provider.close();
  }
}

/** The modules of which something is in the scripts. */
function listModules(metafile: Metafile, scripts: readonly string[]): readonly string[] {
  const chunks = new Set([...scripts.filter((name) => name !== START), ...listStart(metafile, ENTRIES)]);
  const inputs = Object.entries(metafile.outputs)
    .filter(([path]) => chunks.has(basename(path)))
    .flatMap(([, output]) => Object.entries(output.inputs));
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}
