import type * as Fs from 'node:fs';
import type { createRequire } from 'node:module';
import type * as Vm from 'node:vm';
import { defer } from './defer.ts';

/** What V8 said of the code cache of the first script. */
export type CacheState = 'accepted' | 'refused' | 'absent';

type Module = { exports: object };
type Run = (module: Module, exports: object, require: (id: string) => unknown, url: string) => unknown;

export type LoaderOptions = Readonly<{
  /** Where the scripts lie, with a slash at its end. */
  folder: string;
  /** Folder that stack traces show, and code caches hold. Default: where the scripts lie. */
  shownFolder?: string;
  /** URL of the entry: packages outside the bundle are resolved from there. */
  url: string;
  /** Builtins that are loaded when they are first used. */
  deferred: ReadonlySet<string>;
  /** Told of every script compiled. When given, no cache is read: one is about to be made. */
  onScript?: (file: string, script: Vm.Script) => void;
}>;

export type Loader = Readonly<{
  /** Compiles a script, which brings one or more modules. */
  compile(file: string): void;
  /** What a module exports; a promise of it while a module that awaits is running. Every module runs once. */
  load(name: string): unknown;
  cacheState(): CacheState;
}>;

// Not imported: an ES import of a builtin reads all its members, and with them loads what stands behind getters.
const builtin = <Exports>(id: string): Exports => process.getBuiltinModule(id) as Exports;
const { readFileSync } = builtin<typeof Fs>('node:fs');
const { Script } = builtin<typeof Vm>('node:vm');

/**
 * Runs the bundle: CommonJS modules in `vm.Script`, which takes a code cache as ES modules do not. A cache that V8 refuses
 * costs the time to read it, and the script is compiled as if there were none.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/vm.html#new-vmscriptcode-options
 */
export function createLoader({
  folder,
  shownFolder = folder,
  url,
  deferred,
  onScript,
}: LoaderOptions): Loader {
  const runs = new Map<string, Run>();
  const modules = new Map<string, Module>();
  let state: CacheState | undefined;

  const compile = (file: string): void => {
    const filename = folder + file;
    const cachedData = onScript ? undefined : readCache(`${filename}.cache`);
    const script = new Script(readFileSync(filename, 'utf8'), {
      filename: shownFolder + file,
      ...(cachedData && { cachedData }),
    });
    state ??= cachedData ? (script.cachedDataRejected ? 'refused' : 'accepted') : 'absent';
    onScript?.(file, script);
    for (const [name, run] of Object.entries(script.runInThisContext() as Record<string, Run>)) {
      runs.set(name, run);
    }
  };

  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known) return known.exports;
    if (!runs.has(name)) compile(name);
    const module: Module = { exports: {} };
    modules.set(name, module);
    try {
      const done = runs.get(name)?.(module, module.exports, require, url);
      return isPromise(done) ? done.then(() => module.exports) : module.exports;
    } catch (error) {
      // As in Node: a module that threw is run again when it is asked for again.
      modules.delete(name);
      throw error;
    }
  };

  const require = (id: string): unknown => {
    if (id.startsWith('./')) return load(id.slice(2));
    if (deferred.has(id.replace('node:', ''))) return defer(() => builtin<object>(id));
    return (
      process.getBuiltinModule(id) ??
      builtin<{ createRequire: typeof createRequire }>('node:module').createRequire(url)(id)
    );
  };

  return { compile, load, cacheState: () => state ?? 'absent' };
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | undefined)?.then === 'function';
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
