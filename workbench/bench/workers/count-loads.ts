import fs from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What a process has read and loaded since the count began. */
export type Loads = Readonly<{
  /** Bytes of .js, .mjs and .cjs files. */
  javascript: number;
  /** Their number. */
  files: number;
  /** Node's own modules, `internal/…` included. */
  builtins: readonly string[];
}>;

const isScript = (path: string): boolean => /\.[cm]?js$/.test(path);

/**
 * Counts scripts by their path, each once, however they are read: by Node's module loaders (which no patch of `node:fs` sees)
 * or by the program through `node:fs`.
 */
export function countLoads(): () => Loads {
  const scripts = new Map<string, number>();
  const loaded = new Set(loadedBuiltins());
  const note = (path: unknown): void => {
    const file = path instanceof URL ? fileURLToPath(path) : String(path);
    if (isScript(file) && !scripts.has(file)) scripts.set(file, fs.statSync(file).size);
  };
  registerHooks({
    load: (url, context, next) => {
      if (url.startsWith('file:')) note(fileURLToPath(url));
      return next(url, context);
    },
  });
  for (const name of ['readFileSync', 'readFile', 'openSync', 'open', 'createReadStream'] as const) {
    spyOn(fs, name, note);
  }
  spyOn(fs.promises, 'readFile', note);
  spyOn(fs.promises, 'open', note);
  return () => ({
    javascript: [...scripts.values()].reduce((sum, size) => sum + size, 0),
    files: scripts.size,
    builtins: loadedBuiltins().filter((name) => !loaded.has(name)),
  });
}

/** Calls `note` with the first argument of every call of `owner[name]`. */
function spyOn<Owner extends object>(owner: Owner, name: keyof Owner, note: (path: unknown) => void): void {
  const original = owner[name] as (...args: unknown[]) => unknown;
  const noting = function (this: unknown, ...args: unknown[]): unknown {
    note(args[0]);
    return original.apply(this, args);
  };
  Object.assign(owner, { [name]: noting });
}

function loadedBuiltins(): string[] {
  const { moduleLoadList } = process as unknown as { moduleLoadList: readonly string[] };
  return moduleLoadList
    .filter((entry) => entry.startsWith('NativeModule '))
    .map((entry) => entry.slice('NativeModule '.length));
}
