import { findAsync } from './find-async.ts';
import { minifyModule } from './minify-module.ts';
import type { Module, ModuleGraph } from './module-graph.ts';
import type { PlanContext } from './plan-imports.ts';
import { isOwn } from './resolve-module.ts';
import { writeAddon, writeCommonJs, writeJson } from './write-commonjs.ts';
import { writeEsm, type Written } from './write-esm.ts';

export type WriteOptions = Readonly<{
  isPure: (path: string) => boolean;
  isPureOutside: (specifier: string) => boolean;
  /** Expressions in the application's own modules that stand for a JSON value. */
  define: Readonly<Record<string, string>>;
  /** Whether source maps are made. */
  hasMaps: boolean;
  /** Modules as they were written, by what they were made of; given again, only what changed is written anew. */
  cache?: Map<string, Written>;
}>;

/** Modules as functions. Those that nothing can come to run are not among them. */
export type WrittenModules = ReadonlyMap<Module, Written>;

/** Writes every module that a program can come to run as a function, in the order of their ids. */
export function writeModules(graph: ModuleGraph, options: WriteOptions): WrittenModules {
  const context: PlanContext = {
    isPure: ({ format, path }) => format === 'json' || options.isPure(path),
    isPureOutside: options.isPureOutside,
    async: findAsync(graph.modules),
  };
  const written = new Map([[graph.entry, write(graph.entry, context)]]);
  // Grows while it is walked.
  for (const [, { references }] of written) {
    for (const module of references) if (!written.has(module)) written.set(module, write(module, context));
  }
  const sorted = [...written].toSorted(([one], [other]) => one.id - other.id);
  return new Map(sorted.map(([module, one]) => [module, minifyOnce(module, one, options)] as const));
}

function write(module: Module, context: PlanContext): Written {
  switch (module.format) {
    case 'esm':
      return writeEsm(module, context);
    case 'commonjs':
      return writeCommonJs(module);
    case 'json':
      return writeJson(module);
    case 'addon':
      return writeAddon();
  }
}

function minifyOnce(module: Module, written: Written, { cache, define, hasMaps }: WriteOptions): Written {
  const key = `${module.path}\n${hasMaps}\n${written.code}`;
  const map = 'parsed' in module ? module.parsed.map : undefined;
  const minified =
    cache?.get(key) ?? minifyModule(written, { map, hasMap: hasMaps, ...(isOwn(module.path) && { define }) });
  cache?.set(key, minified);
  // The references are to the modules of this graph.
  return { ...minified, references: written.references };
}
