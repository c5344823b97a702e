import { linkImport, targetOf, type Origin } from './link-exports.ts';
import type { AsyncModules } from './find-async.ts';
import { TYPESCRIPT } from './read-source.ts';
import type { Bindings } from './read-bindings.ts';
import type { EsmModule, Module, Target } from './module-graph.ts';

/** One thing that a module does before its own code. */
export type Step =
  /** Run another module, unless it has run. `slot`: and keep what it gives. */
  | Readonly<{ kind: 'run'; source: Source; slot?: number }>
  /** Export what a module exports that is no ES module: only now is it known what. */
  | Readonly<{ kind: 'star'; slot: number }>
  /** Fail, as Node does when it links: a module has no export of that name. */
  | Readonly<{ kind: 'reject'; specifier: string; name: string }>;

/** What a slot holds: exports, a namespace, one of Node's modules, or a package outside the bundle. */
export type Source = Readonly<
  | { of: 'exports' | 'namespace' | 'default'; module: Module }
  | { of: 'builtin' | 'builtin-namespace'; name: string }
  | { of: 'outside'; specifier: string }
>;

/** How the uses of an imported name are written: a slot, whether it is filled at first use, and the member that is meant. */
export type Binding =
  | Readonly<{ kind: 'slot'; slot: number; source: Source; isLazy: boolean; member?: string }>
  | Readonly<{ kind: 'undefined' }>;

export type PlanContext = Readonly<{
  /** Whether running a module does nothing that another could notice. */
  isPure: (module: Module) => boolean;
  /** Whether a package outside the bundle says so of itself. */
  isPureOutside: (specifier: string) => boolean;
  /** The modules that cannot run at once. */
  async: AsyncModules;
}>;

/**
 * Plans what a module runs before its own code, and how it reaches what it imports. Modules run in the order of the language,
 * but for those that are pure: such a one runs when something of it is first used.
 */
export class ImportPlan {
  readonly steps: Step[] = [];
  /** By the name that the module itself uses. */
  readonly bindings = new Map<string, Binding>();
  readonly #importer: EsmModule;
  readonly #names: Bindings;
  readonly #context: PlanContext;
  readonly #slots = new Map<string, { slot: number; isFilled: boolean }>();
  readonly #run = new Set<string>();

  constructor(importer: EsmModule, names: Bindings, context: PlanContext) {
    this.#importer = importer;
    this.#names = names;
    this.#context = context;
    for (const { specifier, isBare } of importer.parsed.declarations.requested)
      this.#request(specifier, isBare);
  }

  /** How many slots the module needs. */
  get slots(): number {
    return this.#slots.size;
  }

  /** How to reach something when it is asked for, such as what the module re-exports. */
  reach(origin: Origin): Binding {
    if (origin.kind === 'none') return { kind: 'undefined' };
    const { source, member } = describeOrigin(origin);
    return {
      kind: 'slot',
      slot: this.#reserve(source).slot,
      source,
      isLazy: true,
      ...(member !== undefined && { member }),
    };
  }

  #request(specifier: string, isBare: boolean): void {
    const target = targetOf(this.#importer, specifier);
    const { imports, stars } = this.#importer.parsed.declarations;
    // Asked for without a name: for what it does, whatever its package says.
    if (isBare || !this.#mayWait(target)) this.#runNow(sourceOf(target));
    else for (const module of this.#effectsOf(target)) this.#runNow({ of: 'exports', module });
    if (stars.includes(specifier) && !isEsm(target)) {
      this.steps.push({ kind: 'star', slot: this.#keep(namespaceOf(target)) });
    }
    for (const [local, imported] of imports) if (imported.specifier === specifier) this.#bind(local);
  }

  #bind(local: string): void {
    const imported = this.#importer.parsed.declarations.imports.get(local);
    if (!imported) return;
    const { origin, through } = linkImport(this.#importer, imported);
    if (origin.kind === 'none') {
      // Types alone may be left of an import in TypeScript, which is compiled a file at a time.
      if (!TYPESCRIPT.test(this.#importer.path)) {
        this.steps.push({ kind: 'reject', specifier: imported.specifier, name: String(imported.name) });
      }
      this.bindings.set(local, { kind: 'undefined' });
      return;
    }
    const { source, member } = describeOrigin(origin);
    const references = this.#names.variableOf(local)?.references ?? [];
    const isUsedNow = references.some(this.#names.isAtTop);
    // Behind a module that re-exports it and runs, the origin may be one that waits for this importer, in a circle.
    const isBehind = through.some((module) => !this.#context.isPure(module));
    const isLazy = isBehind || (this.#mayWait(targetOfOrigin(origin)) && !isUsedNow);
    const slot = isLazy ? this.#reserve(source).slot : this.#keep(source);
    this.bindings.set(local, { kind: 'slot', slot, source, isLazy, ...(member !== undefined && { member }) });
  }

  /** Whether a target may run later than the language has it, because nothing could tell. */
  #mayWait(target: Target): boolean {
    switch (target.kind) {
      case 'builtin':
        return true;
      case 'module':
        return this.#context.isPure(target.module) && !this.#context.async.has(target.module);
      case 'external':
        return this.#context.isPureOutside(target.specifier);
      case 'missing':
        return false;
    }
  }

  /** The modules that a pure one, which is not run, imports for their side effects alone. */
  #effectsOf(target: Target, seen = new Set<Module>()): readonly Module[] {
    if (target.kind !== 'module' || target.module.format !== 'esm' || seen.has(target.module)) return [];
    const { module } = target;
    seen.add(module);
    return module.parsed.declarations.requested.flatMap(({ specifier, isBare }) => {
      const inner = targetOf(module, specifier);
      if (!isBare || inner.kind !== 'module') return [];
      return this.#mayWait(inner) ? this.#effectsOf(inner, seen) : [inner.module];
    });
  }

  #reserve(source: Source): { slot: number; isFilled: boolean } {
    const key = keyOf(source);
    const known = this.#slots.get(key) ?? { slot: this.#slots.size, isFilled: false };
    this.#slots.set(key, known);
    return known;
  }

  #runNow(source: Source): void {
    const key = keyOf(source);
    if (!this.#run.has(key)) this.steps.push({ kind: 'run', source });
    this.#run.add(key);
  }

  #keep(source: Source): number {
    const known = this.#reserve(source);
    if (known.isFilled) return known.slot;
    known.isFilled = true;
    const key = keyOf(source);
    const before = this.steps.at(-1);
    // `import { a } from 'b'` runs it and keeps it at once.
    if (before?.kind === 'run' && before.slot === undefined && keyOf(before.source) === key) this.steps.pop();
    this.steps.push({ kind: 'run', source, slot: known.slot });
    this.#run.add(key);
    return known.slot;
  }
}

function keyOf(source: Source): string {
  if ('module' in source) return `${source.of} ${source.module.id}`;
  return `${source.of} ${source.of === 'outside' ? source.specifier : source.name}`;
}

function sourceOf(target: Target): Source {
  if (target.kind === 'module') return { of: 'exports', module: target.module };
  if (target.kind === 'builtin') return { of: 'builtin', name: target.name };
  return { of: 'outside', specifier: target.specifier };
}

function namespaceOf(target: Target): Source {
  if (target.kind === 'module') return { of: 'namespace', module: target.module };
  return target.kind === 'builtin' ? { of: 'builtin-namespace', name: target.name } : sourceOf(target);
}

const isEsm = (target: Target): boolean => target.kind === 'module' && target.module.format === 'esm';

function targetOfOrigin(origin: Exclude<Origin, { kind: 'none' }>): Target {
  return 'target' in origin ? origin.target : { kind: 'module', module: origin.module };
}

/** What to keep of an origin, and which member of it is meant; none: the whole. */
function describeOrigin(
  origin: Exclude<Origin, { kind: 'none' }>,
): Readonly<{ source: Source; member?: string }> {
  switch (origin.kind) {
    case 'export':
    case 'dynamic':
      return { source: { of: 'exports', module: origin.module }, member: origin.name };
    case 'namespace':
      return { source: namespaceOf(origin.target) };
    case 'default':
      return { source: { of: 'default', module: origin.module } };
    case 'member': {
      const source = sourceOf(origin.target);
      // Of a package outside the bundle the namespace is kept: only when it is loaded is it known to be CommonJS.
      const isWhole =
        source.of !== 'outside' && (origin.name === 'default' || origin.name === 'module.exports');
      return isWhole ? { source } : { source, member: origin.name };
    }
  }
}
