import type { Modules } from './modules.ts';
import { addExports, toNamespace } from './namespace.ts';
import type { EsmFunction } from './scripts.ts';

/** What a module function in the place of an id is told, see write-esm.ts. */
const MISSING = -2;

/**
 * An ES module that runs, or has run. Its short methods are what the module's function calls: the build writes them into
 * every module.
 */
export class EsmRecord {
  exports: object | undefined;
  promise: Promise<void> | undefined;
  readonly #id: number;
  readonly #modules: Modules;
  #failure: { error: unknown } | undefined;
  #meta: object | undefined;
  #namespace: object | undefined;

  constructor(id: number, modules: Modules) {
    this.#id = id;
    this.#modules = modules;
  }

  run(run: EsmFunction): void {
    try {
      const done = run(this as never, this.#modules.run);
      this.exports ??= {};
      if (done === undefined) return;
      this.promise = done.catch((error: unknown) => {
        this.#failure = { error };
        throw error;
      });
      // A module that imports it is told; without one there is no rejection without a handler.
      this.promise.catch(() => undefined);
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  /** @throws what the module threw when it ran: as in Node, it does not run again */
  check(): this {
    if (this.#failure) throw this.#failure.error;
    this.exports ??= {};
    return this;
  }

  /** The exports as a namespace. Only where one is asked for: most are only reached into, and this takes a while. */
  get namespace(): object {
    this.#namespace ??= toNamespace((this.exports ??= {}));
    return this.#namespace;
  }

  /** Registers the exports: `{ a: void 0, get b() { … } }`. */
  x(exports: object): object {
    return (this.exports = exports);
  }

  /** Exports all that another module exports that is no ES module, given its namespace. */
  s(other: object): void {
    addExports((this.exports ??= {}), other);
  }

  /** Runs a module that awaits. */
  a(id: number): unknown {
    return this.#modules.runAsync(id);
  }

  /** The namespace of a module. */
  n(id: number): object {
    return this.#modules.namespaceOf(id);
  }

  /** The same of a module that awaits. */
  an(id: number): Promise<object> {
    return this.#modules.importModule(id);
  }

  /** The default export of a CommonJS module, to a module that was written for bundlers. */
  d(id: number): unknown {
    const exports = this.#modules.requireModule(id) as { __esModule?: unknown; default?: unknown } | null;
    return exports?.__esModule ? exports.default : exports;
  }

  b(name: string): object {
    return this.#modules.loadBuiltin(name);
  }

  bn(name: string): object {
    return this.#modules.wrapBuiltin(name);
  }

  /** A package outside the bundle. */
  o(specifier: string): object {
    return this.#modules.importOutsideNow(specifier);
  }

  /** Fails as Node does when it links. */
  u(specifier: string, name: string): never {
    throw new SyntaxError(`The requested module '${specifier}' does not provide an export named '${name}'`);
  }

  /** `import(specifier)`. */
  i(id: number, specifier: unknown): Promise<object> {
    return importLater(this.#modules, this.#id, id, specifier);
  }

  /** `import.meta`. */
  get m(): object {
    const modules = this.#modules;
    const id = this.#id;
    this.#meta ??= {
      get url() {
        return toUrl(modules.pathOf(id));
      },
      get filename() {
        return modules.pathOf(id);
      },
      get dirname() {
        return modules.pathOf(id).replace(/\/[^/]*$/, '');
      },
      resolve: (specifier: string) => toUrl(modules.lookup().resolve(id, specifier) ?? specifier),
      main: false,
    };
    return this.#meta;
  }
}

/** `import()`: the module runs when the code that asked has ended, as in Node. */
export async function importLater(
  modules: Modules,
  importer: number,
  id: number,
  given: unknown,
): Promise<object> {
  const specifier = `${given as string}`;
  await undefined;
  if (id >= 0) return modules.importModule(id);
  if (id === MISSING) throw notFound(specifier, 'ERR_MODULE_NOT_FOUND');
  const name = specifier.replace(/^node:/, '');
  if (process.getBuiltinModule(specifier)) return modules.wrapBuiltin(name);
  const found = modules.lookup().find(importer, specifier);
  return found === undefined ? modules.importOutside(specifier) : modules.importModule(found);
}

/** The error that Node throws of a package that is not installed: who asks for an optional one looks at its code. */
export function notFound(specifier: string, code: 'ERR_MODULE_NOT_FOUND' | 'MODULE_NOT_FOUND'): Error {
  const what = code === 'MODULE_NOT_FOUND' ? 'module' : 'package';
  return Object.assign(
    new Error(`Cannot find ${what} '${specifier}': it was not installed when the bundle was built.`),
    { code },
  );
}

function toUrl(path: string): string {
  return path.startsWith('/')
    ? `file://${encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')}`
    : path;
}
