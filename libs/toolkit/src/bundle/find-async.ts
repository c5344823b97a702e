import { targetOf } from './link-exports.ts';
import type { EsmModule, Module } from './module-graph.ts';

/** The modules that cannot run at once, and who has to wait for whom. */
export type AsyncModules = Readonly<{
  has: (module: Module) => boolean;
  /** Whether an importer waits for a module. Two that import each other, however far around, would wait for ever. */
  mustAwait: (importer: Module, module: Module) => boolean;
}>;

/**
 * Finds the modules that cannot run at once: those that await at their top level, and those that import such a one. As in
 * Node, they cannot be required.
 */
export function findAsync(modules: readonly Module[]): AsyncModules {
  const importers = new Map<Module, EsmModule[]>();
  const found = new Set<Module>();
  for (const module of modules) {
    if (module.format !== 'esm') continue;
    if (module.parsed.awaits) found.add(module);
    for (const { specifier } of module.parsed.declarations.requested) {
      const target = targetOf(module, specifier);
      if (target.kind !== 'module') continue;
      const known = importers.get(target.module);
      if (known) known.push(module);
      else importers.set(target.module, [module]);
    }
  }
  // Grows while it is walked.
  for (const module of found) for (const importer of importers.get(module) ?? []) found.add(importer);
  const reaches = (from: Module, to: Module): boolean => {
    const seen = new Set([to]);
    for (const module of seen) for (const importer of importers.get(module) ?? []) seen.add(importer);
    return seen.has(from) && from !== to;
  };
  return {
    has: (module) => found.has(module),
    mustAwait: (importer, module) =>
      found.has(module) && module !== importer && !(found.has(importer) && reaches(module, importer)),
  };
}
