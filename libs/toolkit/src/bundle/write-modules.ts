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
  cache?: Map<string, Promise<Written>>;
}>;

/** Writes every module of a graph as a function, by id. */
export async function writeModules(graph: ModuleGraph, options: WriteOptions): Promise<readonly Written[]> {
  const context: PlanContext = {
    isPure: ({ format, path }) => format === 'json' || options.isPure(path),
    isPureOutside: options.isPureOutside,
    async: findAsync(graph.modules),
  };
  return Promise.all(graph.modules.map((module) => minifyOnce(module, write(module, context), options)));
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

function minifyOnce(
  module: Module,
  written: Written,
  { cache, define, hasMaps }: WriteOptions,
): Promise<Written> {
  const key = `${module.path}\n${hasMaps}\n${written.code}`;
  const known = cache?.get(key);
  if (known) return known;
  const map = 'parsed' in module ? module.parsed.map : undefined;
  const minified = minifyModule(written, { map, hasMap: hasMaps, ...(isOwn(module.path) && { define }) });
  cache?.set(key, minified);
  return minified;
}
