import { importLater, notFound } from './esm-record.ts';
import type { Modules } from './modules.ts';

/** What a module function is told in the place of an id, see write-esm.ts. */
const MISSING = -2;

/** A CommonJS module that runs, or has run: what it knows as `module`. */
export class CommonJsModule {
  exports: unknown = {};
  loaded = false;
  readonly children: readonly unknown[] = [];
  readonly parent = undefined;
  readonly #id: number;
  readonly #modules: Modules;
  #require: unknown;

  constructor(id: number, modules: Modules) {
    this.#id = id;
    this.#modules = modules;
  }

  get require(): unknown {
    this.#require ??= createRequireFor(this.#id, undefined, this.#modules);
    return this.#require;
  }

  get id(): string {
    return this.filename;
  }

  get filename(): string {
    return this.#modules.pathOf(this.#id);
  }

  /** Folder it lies in. */
  get path(): string {
    return this.filename.replace(/\/[^/]*$/, '');
  }

  get paths(): readonly string[] {
    return [];
  }

  /** `import(specifier)`. */
  i(id: number, specifier: unknown): Promise<object> {
    return importLater(this.#modules, this.#id, id, specifier);
  }
}

/**
 * Makes the `require` of a module. The build tells it the id of each literal specifier; others are looked up as Node would,
 * among the modules of the bundle, and then outside of it.
 *
 * @param name path below the bundle's folder, of a file that is not in the bundle
 */
export function createRequireFor(importer: number, name: string | undefined, modules: Modules): unknown {
  const require = (specifier: string, id?: number): unknown => {
    if (id !== undefined && id >= 0) return modules.requireModule(id);
    if (id === MISSING) throw notFound(specifier, 'MODULE_NOT_FOUND');
    const known = modules.requireBuiltin(specifier);
    if (known !== undefined) return known;
    const found = modules.lookup().find(importer, specifier, name);
    return found === undefined ? modules.requireOutside(specifier) : modules.requireModule(found);
  };
  require.resolve = (specifier: string): string => {
    if (process.getBuiltinModule(specifier)) return specifier;
    return modules.lookup().resolve(importer, specifier, name) ?? modules.resolveOutside(specifier);
  };
  require.cache = {};
  require.extensions = {};
  require.main = undefined;
  return require;
}
