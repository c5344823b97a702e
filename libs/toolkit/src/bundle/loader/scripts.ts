import type * as Fs from 'node:fs';
import type * as Vm from 'node:vm';
import { builtin } from './builtins.ts';

const { readFileSync } = builtin<typeof Fs>('node:fs');
const { Script } = builtin<typeof Vm>('node:vm');

/** What V8 said of the code cache of the first script. */
export type CacheState = 'accepted' | 'rejected' | 'absent';

/** Functions of modules by format: ids, and the functions in the same order. */
export type Table = Readonly<{
  esm: readonly [ids: readonly number[], run: readonly EsmFunction[]];
  commonjs: readonly [ids: readonly number[], run: readonly CommonJsFunction[]];
  /** Names of those of them that ask where they lie. */
  names: Readonly<Record<number, string>>;
  /** In the script that is compiled at start. */
  manifest?: Manifest;
}>;

/** What the build tells the loader. */
export type Manifest = Readonly<{
  /** Id of the module that the program starts with. */
  entry: number;
  /** Scripts by number. */
  files: readonly string[];
  /** The script that each module stands in: its number, as a letter from `0` on, by id. */
  places: string;
  /** Node's modules that are loaded when they are first used, without `node:`. */
  deferred: readonly string[];
}>;

/** The script that is compiled at start. */
export const START = 'start.js';

/** Begins scripts that hold other letters than ASCII. */
export const BYTE_ORDER_MARK = '\ufeff';

/** Where the letters of `Manifest.places` begin. */
export const FIRST_PLACE = 48;

export type EsmFunction = (record: never, run: (id: number) => unknown) => Promise<void> | void;
export type CommonJsFunction = (module: unknown, exports: unknown, require: unknown, record: unknown) => void;

export type ScriptOptions = Readonly<{
  /** Where the scripts lie, with a slash at its end. */
  folder: string;
  /** Folder that stack traces show, and code caches hold. */
  shownFolder: string;
  /** Told of every script compiled. When given, no cache is read: one is about to be made. */
  onScript: ((file: string, script: Vm.Script) => void) | undefined;
}>;

export type Scripts = Readonly<{ compile: (file: string) => Table; cacheState: () => CacheState }>;

/**
 * Compiles the scripts of a bundle: `vm.Script` takes a code cache, as ES modules do not. A cache that V8 rejects costs the
 * time to read it, and the script is compiled as if there were none.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/vm.html#new-vmscriptcode-options
 */
export function createScripts({ folder, shownFolder, onScript }: ScriptOptions): Scripts {
  let state: CacheState | undefined;
  return {
    cacheState: () => state ?? 'absent',
    compile: (file) => {
      const cachedData = onScript ? undefined : readCache(`${folder}${file}.cache`);
      const script = new Script(readScript(folder + file), {
        filename: shownFolder + file,
        ...(cachedData && { cachedData }),
      });
      state ??= cachedData ? (script.cachedDataRejected ? 'rejected' : 'accepted') : 'absent';
      onScript?.(file, script);
      return script.runInThisContext() as Table;
    },
  };
}

/** A script is ASCII, but for a few names and texts that cannot be written so: V8 holds a letter of it in one byte. */
function readScript(file: string): string {
  const text = readFileSync(file, 'latin1');
  return text.startsWith('\xef\xbb\xbf') ? readFileSync(file, 'utf8').slice(BYTE_ORDER_MARK.length) : text;
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
