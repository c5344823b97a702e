import type { ModuleGraph } from '../module-graph.ts';
import { toKey } from '../module-graph.ts';
import { NAMESPACE } from '../read-declarations.ts';
import { findPackage } from '../read-source.ts';

/** What a program uses of a package. */
export type Use = Readonly<{
  /** The package's entry that is imported. */
  entry: string;
  /** Every name that is imported of it; `undefined` when it cannot be told, or another part of the package is asked for. */
  names: ReadonlySet<string> | undefined;
}>;

/** Finds what the modules outside a package use of it; `undefined` when none asks for it. */
export function findUse({ modules }: ModuleGraph, name: string): Use | undefined {
  const names = new Set<string>();
  let entry: string | undefined;
  let isWhole = false;
  for (const module of modules) {
    if (findPackage(module.path)?.name === name) continue;
    for (const [key, target] of module.targets) {
      if (target.kind !== 'module' || findPackage(target.module.path)?.name !== name) continue;
      entry ??= target.module.path;
      const isPlainImport = key === toKey({ kind: 'import', specifier: name }) && module.format === 'esm';
      if (!isPlainImport || target.module.path !== entry) isWhole = true;
    }
    if (module.format !== 'esm') continue;
    const { declarations, requests } = module.parsed;
    const isAskedOtherwise =
      declarations.stars.includes(name) ||
      requests.dynamicImports.some(({ specifier }) => specifier === name);
    if (isAskedOtherwise) isWhole = true;
    const taken = [
      ...declarations.imports.values(),
      ...[...declarations.exports.values()].flatMap((one) => (one.kind === 'from' ? [one.from] : [])),
    ].filter(({ specifier }) => specifier === name);
    for (const { name: one } of taken) {
      if (one === NAMESPACE) isWhole = true;
      else names.add(one);
    }
  }
  return entry === undefined ? undefined : { entry, names: isWhole ? undefined : names };
}
