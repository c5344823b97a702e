import type { createRequire } from 'node:module';
import type * as Vm from 'node:vm';
import { builtin, createBuiltins } from './builtins.ts';
import { createRequireFor, CommonJsModule } from './commonjs-module.ts';
import { EsmRecord } from './esm-record.ts';
import type { Lookup } from './lookup.ts';
import { toRequired, wrapExports } from './namespace.ts';
import {
  createScripts,
  FIRST_PLACE,
  START,
  type CacheState,
  type CommonJsFunction,
  type EsmFunction,
  type Manifest,
} from './scripts.ts';

export type LoaderOptions = Readonly<{
  /** Where the bundle lies, with a slash at its end. */
  folder: string;
  /** Folder that stack traces show. Default: where the bundle lies. */
  shownFolder?: string;
  onScript?: (file: string, script: Vm.Script) => void;
  /** Told of every module that begins to run. */
  onRun?: (id: number) => void;
  /** Imports what is not in the bundle. */
  importOutside: (specifier: string) => Promise<object>;
}>;

type Definition = Readonly<{ run: EsmFunction; isEsm: true } | { run: CommonJsFunction; isEsm: false }>;

/**
 * Runs the modules of a bundle by the rules of Node: each once, ES modules in the order of the language, CommonJS when it is
 * required, with one instance for every import and require.
 */
export class Modules {
  readonly folder: string;
  readonly #options: LoaderOptions;
  readonly #scripts: ReturnType<typeof createScripts>;
  readonly #definitions: Definition[] = [];
  readonly #names: string[] = [];
  readonly #esm: EsmRecord[] = [];
  readonly #commonJs: CommonJsModule[] = [];
  /** What modules that have run give to importers, by id: a namespace, or what CommonJS exports. */
  readonly #values: unknown[] = [];
  readonly #wrapped: object[] = [];
  readonly #required: unknown[] = [];
  readonly #manifest: Manifest;
  readonly #builtins: ReturnType<typeof createBuiltins>;
  #lookup: Lookup | undefined;
  #stackMapper: ((stack: string) => string) | undefined;
  #nodeRequire: NodeJS.Require | undefined;

  constructor(options: LoaderOptions) {
    const { folder, shownFolder = folder, onScript } = options;
    this.#options = options;
    this.folder = folder;
    this.#scripts = createScripts({ folder, shownFolder, onScript });
    const manifest = this.#define(START);
    if (!manifest) throw new Error(`${START} is not the first script of a bundle.`);
    this.#manifest = manifest;
    this.#builtins = createBuiltins(new Set(manifest.deferred), { module: () => this.#moduleBuiltin() });
  }

  /** Runs the program, and gives what its entry exports. */
  async start(): Promise<object> {
    return this.importModule(this.#manifest.entry);
  }

  cacheState(): CacheState {
    return this.#scripts.cacheState();
  }

  /** Runs a module, unless it has run, and gives its namespace or what it exports. */
  readonly run = (id: number): unknown => this.#values[id] ?? this.#run(id);

  /** The same for a module that awaits. */
  runAsync(id: number): unknown {
    const value = this.#run(id);
    return this.#esm[id]?.promise?.then(() => value) ?? value;
  }

  /** What `import()` gives. */
  async importModule(id: number): Promise<object> {
    await this.runAsync(id);
    return this.namespaceOf(id);
  }

  /** The namespace of a module of any format. */
  namespaceOf(id: number): object {
    const value = this.run(id);
    return this.#esm[id]?.namespace ?? (this.#wrapped[id] ??= wrapExports(value));
  }

  /** What `require` gives. */
  requireModule(id: number): unknown {
    const value = this.run(id);
    const record = this.#esm[id];
    if (!record) return value;
    if (record.promise) throw asyncRequired(this.nameOf(id));
    return (this.#required[id] ??= toRequired(record.namespace));
  }

  requireBuiltin(specifier: string): unknown {
    return this.#builtins.require(specifier);
  }

  loadBuiltin(name: string): object {
    return this.#builtins.load(name);
  }

  wrapBuiltin(name: string): object {
    return wrapExports(this.#builtins.load(name));
  }

  /** A package outside the bundle, as an import of it gives it. Lambda offers its SDK to `require` alone. */
  importOutsideNow(specifier: string): object {
    const exports = this.requireOutside(specifier);
    const { types } = builtin<typeof import('node:util')>('util');
    return types.isModuleNamespaceObject(exports) ? (exports as object) : wrapExports(exports);
  }

  requireOutside(specifier: string): unknown {
    return this.#outside()(specifier);
  }

  resolveOutside(specifier: string): string {
    return this.#outside().resolve(specifier);
  }

  async importOutside(specifier: string): Promise<object> {
    try {
      return this.importOutsideNow(specifier);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A package that can only be imported.
      if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' || code === 'ERR_REQUIRE_ASYNC_MODULE') {
        return this.#options.importOutside(specifier);
      }
      throw error;
    }
  }

  /** Path of a module below the folder of the bundle. */
  nameOf(id: number): string {
    return this.#names[id] ?? this.lookup().names[id] ?? '';
  }

  pathOf(id: number): string {
    return this.folder + this.nameOf(id);
  }

  /** Finds modules by names that only the running program knows. Loaded when it is first needed. */
  lookup(): Lookup {
    this.#lookup ??= (
      this.#outside()('./lookup.cjs') as { createLookup: (folder: string) => Lookup }
    ).createLookup(this.folder);
    return this.#lookup;
  }

  /** Writes the sources' files and lines into a stack trace. */
  mapStack(stack: string): string {
    this.#stackMapper ??= (
      this.#outside()('./map-stack.cjs') as {
        createStackMapper: (folder: string) => (stack: string) => string;
      }
    ).createStackMapper(this.folder);
    return this.#stackMapper(stack);
  }

  #outside(): NodeJS.Require {
    this.#nodeRequire ??= builtin<{ createRequire: typeof createRequire }>('module').createRequire(
      `${this.folder}lambda.mjs`,
    );
    return this.#nodeRequire;
  }

  #run(id: number): unknown {
    const known = this.#esm[id];
    if (known) return known.check().exports;
    const started = this.#commonJs[id];
    if (started) return started.exports;
    const definition = this.#definitions[id] ?? this.#find(id);
    this.#options.onRun?.(id);
    return definition.isEsm ? this.#runEsm(id, definition.run) : this.#runCommonJs(id, definition.run);
  }

  #runEsm(id: number, run: EsmFunction): unknown {
    const record = new EsmRecord(id, this);
    this.#esm[id] = record;
    record.run(run);
    const keep = (): void => void (this.#values[id] = record.exports);
    if (record.promise) record.promise.then(keep, () => undefined);
    else keep();
    return record.exports;
  }

  #runCommonJs(id: number, run: CommonJsFunction): unknown {
    const module = new CommonJsModule(id, this);
    this.#commonJs[id] = module;
    try {
      run.call(module.exports, module, module.exports, module.require, module);
    } catch (error) {
      // As in Node: a module that threw is run again when it is required again.
      delete this.#commonJs[id];
      throw error;
    }
    module.loaded = true;
    this.#values[id] = module.exports;
    return module.exports;
  }

  #find(id: number): Definition {
    const { files, places } = this.#manifest;
    this.#define(files[places.charCodeAt(id) - FIRST_PLACE] ?? '');
    const definition = this.#definitions[id];
    if (!definition) throw new Error(`The bundle has no module ${id}.`);
    return definition;
  }

  #define(file: string): Manifest | undefined {
    const { esm, commonjs, names, manifest } = this.#scripts.compile(file);
    for (const [index, id] of esm[0].entries())
      this.#definitions[id] = { run: esm[1][index] as EsmFunction, isEsm: true };
    for (const [index, id] of commonjs[0].entries()) {
      this.#definitions[id] = { run: commonjs[1][index] as CommonJsFunction, isEsm: false };
    }
    for (const id in names) this.#names[id] = names[id] ?? '';
    return manifest;
  }

  /** `node:module`, whose `createRequire` knows the bundle. */
  #moduleBuiltin(): object {
    const Module = builtin<{ createRequire: typeof createRequire }>('module');
    return new Proxy(Module, {
      get: (target, name) =>
        name === 'createRequire'
          ? (from: string | URL) => this.#createRequire(from)
          : Reflect.get(target, name),
    });
  }

  #createRequire(from: string | URL): unknown {
    const path = String(from).replace(/^file:\/\//, '');
    const name = path.startsWith(this.folder) ? decodeURI(path.slice(this.folder.length)) : undefined;
    const id = name === undefined ? -1 : this.lookup().idOf(name);
    if (id >= 0 || name !== undefined) return createRequireFor(id, name ?? '', this);
    return builtin<{ createRequire: typeof createRequire }>('module').createRequire(from);
  }
}

function asyncRequired(name: string): Error {
  const message = `require() cannot be used on an ESM graph with top-level await. Use import() instead. Module: ${name}`;
  return Object.assign(new Error(message), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
}
