import { createRequire } from 'node:module';
import { collectModules, type ModuleGraph, type ParsedFile } from './module-graph.ts';
import { AppliedOptimisations, type OptimisationReport } from './optimisations/apply-optimisations.ts';
import type { Optimisation } from './optimisations/optimisation.ts';
import { findPackage } from './read-source.ts';
import { createResolver, type ResolverOptions } from './resolve-module.ts';
import type { Written } from './write-esm.ts';
import { writeModules, type WrittenModules } from './write-modules.ts';

export type ProgramOptions = ResolverOptions &
  Readonly<{
    /** Module that the program starts with. */
    entry: string;
    /** Folder above everything it is made of: what modules believe they lie in, and where packages outside are looked up. */
    root: string;
    /** Expressions in the application's own modules that stand for a JSON value, such as `process.env.NAME`. */
    define?: Readonly<Record<string, string>>;
    optimisations: readonly Optimisation[];
    hasMaps: boolean;
  }>;

/** A program as a graph of modules, and each of them as a function. */
export type Program = Readonly<{
  graph: ModuleGraph;
  written: WrittenModules;
  optimisations: OptimisationReport;
}>;

/** Makes programs; from the second time on only of what has changed. */
export function createBundler(options: ProgramOptions): () => Promise<Program> {
  const parsed = new Map<string, ParsedFile>();
  const written = new Map<string, Promise<Written>>();
  return async () => {
    const adaptations = new AppliedOptimisations(options.optimisations);
    const resolve = createResolver(options);
    const collect = () =>
      collectModules({ entry: options.entry, root: options.root, resolve, adaptations, cache: parsed });
    const first = await collect();
    const graph = adaptations.addStubs(first) ? await collect() : first;
    const require = createRequire(`${options.root}/package.json`);
    return {
      graph,
      written: await writeModules(graph, {
        isPure: (path) => adaptations.isPure(path),
        isPureOutside: (specifier) => options.optimisations.length > 0 && isPurePackage(require, specifier),
        define: options.define ?? {},
        hasMaps: options.hasMaps,
        cache: written,
      }),
      optimisations: adaptations.report(),
    };
  };
}

/** Whether an installed package says that its modules only declare; it may be installed where the program runs alone. */
function isPurePackage(require: NodeJS.Require, specifier: string): boolean {
  let path: string;
  try {
    path = require.resolve(specifier);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    return false;
  }
  return findPackage(path)?.sideEffects === false;
}
