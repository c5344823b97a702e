import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, relative } from 'node:path';
import { satisfies } from 'semver';
import { findPackage, type PackageFacts, type Source } from '../read-source.ts';
import type { Request } from '../read-requests.ts';
import type { Resolved } from '../resolve-module.ts';
import { isOwn } from '../resolve-module.ts';
import type { ModuleGraph } from '../module-graph.ts';
import type { Adaptations } from './adaptations.ts';
import { findUse } from './find-use.ts';
import type { Optimisation } from './optimisation.ts';

/** What became of the optimisations of a build. Those of packages that are not in the bundle are in neither list. */
export type OptimisationReport = Readonly<{
  applied: readonly string[];
  /** With the reason. */
  skipped: readonly Readonly<{ name: string; reason: string }>[];
}>;

type State = 'applied' | Readonly<{ reason: string }>;

/**
 * Lets optimisations take part in building the graph. Whether one fits is found out when its package is met: wholly, or it is
 * skipped.
 */
export class AppliedOptimisations implements Adaptations {
  readonly #byPackage: ReadonlyMap<string, readonly Optimisation[]>;
  /** By the folder of the package and the optimisation's name: there may be two versions of a package. */
  readonly #states = new Map<string, Map<Optimisation, State>>();
  readonly #virtual = new Map<string, Source>();
  /** Texts of stubs by the path of the module that they stand for. */
  readonly #stubs = new Map<string, string>();
  /** Packages whose claim to have no side effects counts. */
  readonly #trustsPackages: boolean;

  constructor(optimisations: readonly Optimisation[]) {
    this.#byPackage = Map.groupBy(optimisations, (optimisation) => optimisation.package) as never;
    this.#trustsPackages = optimisations.length > 0;
  }

  report(): OptimisationReport {
    const applied = new Set<string>();
    const skipped = new Map<string, string>();
    for (const states of this.#states.values()) {
      for (const [{ name }, state] of states) {
        if (state === 'applied') applied.add(name);
        else skipped.set(name, state.reason);
      }
    }
    return {
      applied: [...applied].filter((name) => !skipped.has(name)).toSorted(),
      skipped: [...skipped]
        .map(([name, reason]) => ({ name, reason }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    };
  }

  redirect(request: Request, importer: string): Resolved | undefined {
    const facts = findPackage(importer);
    for (const { name, redirects = [] } of this.#fitting(facts)) {
      for (const redirect of redirects) {
        if (
          redirect.specifier !== request.specifier ||
          join(facts?.folder ?? '', redirect.importer) !== importer
        )
          continue;
        const path = join(dirname(importer), `${name}-${redirect.specifier.replaceAll(/\W/g, '-')}.cjs`);
        this.#virtual.set(path, {
          kind: 'code',
          code: redirect.module,
          map: undefined,
          sourceType: 'commonjs',
        });
        return { kind: 'file', path };
      }
    }
    return undefined;
  }

  relocate(path: string): string {
    const facts = findPackage(path);
    for (const { form } of this.#fitting(facts)) {
      if (!form || !facts) continue;
      const from = join(facts.folder, form.from);
      const other = path.startsWith(from) ? join(facts.folder, form.to) + path.slice(from.length) : path;
      if (other !== path && existsSync(other)) return other;
    }
    return path;
  }

  isForBundlers(path: string): boolean {
    const facts = findPackage(path);
    if (!facts || facts.type === 'module' || path.endsWith('.mjs')) return false;
    return this.#fitting(facts).some(({ form }) => form && path.startsWith(join(facts.folder, form.to)));
  }

  /**
   * Lets stubs stand in for packages of which a program uses only a part, which its graph tells.
   *
   * @returns whether the graph has to be collected once more
   */
  addStubs(graph: ModuleGraph): boolean {
    const before = this.#stubs.size;
    for (const [name, optimisations] of this.#byPackage) {
      for (const optimisation of optimisations) {
        const use = optimisation.stub && findUse(graph, name);
        if (!use || use.names === undefined || !optimisation.stub) continue;
        const isFit = this.#fitting(findPackage(use.entry)).includes(optimisation);
        const { isServed, write } = optimisation.stub;
        if (isFit && [...use.names].every(isServed))
          this.#stubs.set(use.entry, write([...use.names].toSorted()));
      }
    }
    return this.#stubs.size > before;
  }

  virtual(path: string): Source | undefined {
    const stub = this.#stubs.get(path);
    if (stub !== undefined) return { kind: 'code', code: stub, map: undefined, sourceType: 'module' };
    return this.#virtual.get(path);
  }

  edit(path: string, text: string): string {
    const facts = findPackage(path);
    if (!facts) return text;
    const file = relative(facts.folder, path);
    return this.#fitting(facts)
      .flatMap(({ edits = [] }) => edits)
      .filter((edit) => edit.file === file)
      .reduce((edited, { find, replace }) => edited.replace(find, () => replace), text);
  }

  isPure(path: string): boolean {
    // The application's own modules run in the order in which they are written.
    if (!this.#trustsPackages || isOwn(path)) return false;
    if (this.#stubs.has(path)) return true;
    const facts = findPackage(path);
    if (!facts) return false;
    const file = relative(facts.folder, path);
    return saysPure(facts, file) || this.#fitting(facts).some(({ pure }) => pure?.test(file));
  }

  #fitting(facts: PackageFacts | undefined): readonly Optimisation[] {
    if (facts?.name === undefined || isOwn(facts.folder + '/')) return [];
    const optimisations = this.#byPackage.get(facts.name) ?? [];
    if (optimisations.length === 0) return optimisations;
    const states = this.#states.get(facts.folder) ?? new Map<Optimisation, State>();
    this.#states.set(facts.folder, states);
    return optimisations.filter((optimisation) => {
      const state = states.get(optimisation) ?? judge(optimisation, facts);
      states.set(optimisation, state);
      return state === 'applied';
    });
  }
}

/** Whether an optimisation fits an installed package, or why not. */
function judge({ range, edits = [] }: Optimisation, { name, version, folder }: PackageFacts): State {
  if (version === undefined || !satisfies(version, range)) {
    return { reason: `${name} ${version ?? 'without a version'} is not ${range}` };
  }
  // Edits of the same file are tried one after the other, as they are applied.
  const texts = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = texts.get(file) ?? readText(join(folder, file));
    if (text === undefined) return { reason: `${name} ${version} has no ${file}` };
    const count = text.split(find).length - 1;
    if (count !== 1)
      return { reason: `${name} ${version} has its text ${count} times in ${file}, expected once` };
    texts.set(
      file,
      text.replace(find, () => replace),
    );
  }
  return 'applied';
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** What a package says of itself. @see https://webpack.js.org/guides/tree-shaking/ */
function saysPure({ sideEffects }: PackageFacts, file: string): boolean {
  if (!Array.isArray(sideEffects)) return sideEffects === false;
  return !(sideEffects as readonly string[]).some((pattern) => matches(file, pattern));
}

function matches(file: string, pattern: string): boolean {
  const path = pattern.replace(/^\.?\//, '');
  // Without a slash a pattern means files of that name in any folder.
  return matchesGlob(file, path) || (!path.includes('/') && matchesGlob(file, `**/${path}`));
}
