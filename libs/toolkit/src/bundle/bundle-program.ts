import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createGuess } from './guess-packages.ts';
import { findAddonPackage, findFolder } from './kept-packages.ts';
import { collectModules, type ModuleGraph, type ParsedFile } from './module-graph.ts';
import { AppliedOptimisations, type OptimisationReport } from './optimisations/apply-optimisations.ts';
import type { Optimisation } from './optimisations/optimisation.ts';
import { readCompilerSettings } from './read-compiler-settings.ts';
import type { Request } from './read-requests.ts';
import { findPackage } from './read-source.ts';
import { createResolver, isOwn, type Resolve, type ResolverOptions } from './resolve-module.ts';
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
    /** Packages that lie beside the bundle as they were installed. Those with compiled code are always among them. */
    kept?: readonly string[];
    optimisations: readonly Optimisation[];
    hasMaps: boolean;
    /** What was read and written for other programs with the same `define`. Default: nothing. */
    caches?: BundleCaches;
    /** See `GraphOptions`. */
    maxKeptText?: number;
  }>;

/** A program as a graph of modules, and each of them as a function. */
export type Program = Readonly<{
  graph: ModuleGraph;
  /** Packages that are not bundled, and lie beside the bundle: folders by name. */
  kept: ReadonlyMap<string, string>;
  written: WrittenModules;
  optimisations: OptimisationReport;
}>;

/** What was read and written before, to be used again where it has not changed. */
export type BundleCaches = Readonly<{
  parsed: Map<string, ParsedFile>;
  written: Map<string, Written>;
  /** Numbers of modules by path, which one that is in several programs keeps. Default: each program counts its own. */
  ids?: Map<string, number>;
}>;

export function createCaches(): BundleCaches {
  return { parsed: new Map(), written: new Map() };
}

/** Makes programs; from the second time on only of what has changed. */
export function createBundler(options: ProgramOptions): () => Promise<Program> {
  const { parsed, written, ids } = options.caches ?? createCaches();
  const { tsconfig } = options;
  return async () => {
    const adaptations = new AppliedOptimisations(options.optimisations);
    const { resolve, kept, keepOwnersOfAddons } = keepPackages(createResolver(options), options.kept ?? []);
    // With every build anew: it may have been edited.
    const settings = tsconfig === undefined ? undefined : readCompilerSettings(tsconfig);
    const collect = () =>
      collectModules({
        entry: options.entry,
        root: options.root,
        resolve,
        guess: createGuess(options.entry),
        adaptations,
        cache: parsed,
        ...(ids && { ids }),
        ...(settings && { settings }),
        ...(options.maxKeptText !== undefined && { maxKeptText: options.maxKeptText }),
      });
    let graph = await collect();
    while (keepOwnersOfAddons(graph) || adaptations.addStubs(graph)) graph = await collect();
    const require = createRequire(`${options.root}/package.json`);
    return {
      graph,
      kept,
      written: writeModules(graph, {
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

/** Leaves packages out of the bundle that have to lie as they were installed, and notes which. */
function keepPackages(
  resolve: Resolve,
  names: readonly string[],
): {
  resolve: Resolve;
  kept: ReadonlyMap<string, string>;
  /** Also those whose modules load compiled code of another package; whether there were any. */
  keepOwnersOfAddons: (graph: ModuleGraph) => boolean;
} {
  const kept = new Map<string, string>();
  const owners = new Set<string>();
  return {
    kept,
    keepOwnersOfAddons: ({ modules }) => {
      const before = owners.size;
      for (const { path, targets } of modules) {
        const loads = [...targets.values()].some(
          (target) => target.kind === 'module' && target.module.format === 'addon',
        );
        const facts = loads && !isOwn(path) ? findPackage(path) : undefined;
        if (facts) owners.add(facts.folder);
      }
      return owners.size > before;
    },
    resolve: (request, importer) => {
      const resolved = resolve(request, importer);
      if (resolved.kind !== 'file') return resolved;
      const found =
        findNamed(request, importer, names) ??
        findAddonPackage(resolved.path) ??
        findOwner(resolved.path, owners);
      if (!found) return resolved;
      kept.set(found.name, found.folder);
      return { kind: 'external', specifier: request.specifier };
    },
  };
}

function findOwner(path: string, owners: ReadonlySet<string>) {
  const facts = findPackage(path);
  return facts?.name !== undefined && owners.has(facts.folder)
    ? { name: facts.name, folder: facts.folder }
    : undefined;
}

function findNamed({ specifier }: Request, importer: string, names: readonly string[]) {
  const name = names.find((one) => specifier === one || specifier.startsWith(`${one}/`));
  const folder = name === undefined ? undefined : findFolder(name, dirname(importer));
  return name === undefined || folder === undefined ? undefined : { name, folder };
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
