import { NAMESPACE, type Imported } from './read-declarations.ts';
import { toKey, type EsmModule, type Module, type Target } from './module-graph.ts';

/** Where a binding really lies, after all re-exports. */
export type Origin =
  /** An export that an ES module makes itself. */
  | Readonly<{ kind: 'export'; module: EsmModule; name: string }>
  /** The namespace of a module, of any format. */
  | Readonly<{ kind: 'namespace'; target: Target }>
  /** A member of what a CommonJS module, a JSON file or one of Node's modules exports; `default` is the whole. */
  | Readonly<{ kind: 'member'; target: Target; name: string }>
  /** What a CommonJS module exports as `default` where it says `__esModule`, else the whole. */
  | Readonly<{ kind: 'default'; module: Module }>
  /** A name that only the namespace itself can tell of when it runs: `export *` of a CommonJS module. */
  | Readonly<{ kind: 'dynamic'; module: EsmModule; name: string }>
  /** No module exports that name. */
  | Readonly<{ kind: 'none' }>;

/** An origin, and the ES modules whose re-exports lead to it, the first one asked included. */
export type Link = Readonly<{ origin: Origin; through: readonly EsmModule[] }>;

export function targetOf(module: EsmModule, specifier: string): Target {
  return module.targets.get(toKey({ kind: 'import', specifier })) ?? { kind: 'missing', specifier };
}

/** Follows an import of a module to where the binding lies. @see https://tc39.es/ecma262/#sec-resolveexport */
export function linkImport(importer: EsmModule, { specifier, name }: Imported): Link {
  const target = targetOf(importer, specifier);
  if (name === NAMESPACE) return { origin: { kind: 'namespace', target }, through: [] };
  return linkTarget(importer, target, name, new Set());
}

function linkTarget(importer: EsmModule, target: Target, name: string, seen: Set<string>): Link {
  if (target.kind === 'module' && target.module.format === 'esm')
    return linkExport(target.module, name, seen);
  if (name === 'default' && importer.isForBundlers && isCommonJs(target))
    return { origin: { kind: 'default', module: target.module }, through: [] };
  return { origin: { kind: 'member', target, name }, through: [] };
}

function isCommonJs(target: Target): target is Target & { kind: 'module' } {
  return target.kind === 'module' && target.module.format === 'commonjs';
}

/** Follows an export of a module to where the binding lies. */
export function linkExport(module: EsmModule, name: string, seen = new Set<string>()): Link {
  const key = `${module.id} ${name}`;
  if (seen.has(key)) return { origin: { kind: 'none' }, through: [] };
  seen.add(key);
  const { exports, stars } = module.parsed.declarations;
  const own = exports.get(name);
  if (own?.kind === 'from') {
    const { specifier, name: other } = own.from;
    const target = targetOf(module, specifier);
    if (other === NAMESPACE) return { origin: { kind: 'namespace', target }, through: [module] };
    return after(module, linkTarget(module, target, other, seen));
  }
  if (own) return { origin: { kind: 'export', module, name }, through: [] };
  if (name === 'default') return { origin: { kind: 'none' }, through: [] };
  const found: Link[] = [];
  for (const specifier of stars) {
    const target = targetOf(module, specifier);
    if (target.kind !== 'module' || target.module.format !== 'esm') {
      // What it exports is known when it has run.
      found.push({ origin: { kind: 'dynamic', module, name }, through: [] });
      continue;
    }
    const link = linkExport(target.module, name, seen);
    if (link.origin.kind === 'dynamic') found.push(after(module, link));
    else if (link.origin.kind !== 'none') return after(module, link);
  }
  if (found.length > 1) return { origin: { kind: 'dynamic', module, name }, through: [] };
  return found[0] ?? { origin: { kind: 'none' }, through: [] };
}

function after(module: EsmModule, link: Link): Link {
  return { origin: link.origin, through: [module, ...link.through] };
}

/** The names that a module is known to export before it runs, but for `default` of `export *`. */
export function namesOf(module: EsmModule, seen = new Set<EsmModule>()): ReadonlySet<string> {
  if (seen.has(module)) return new Set();
  seen.add(module);
  const { exports, stars } = module.parsed.declarations;
  const names = new Set(exports.keys());
  for (const specifier of stars) {
    const target = targetOf(module, specifier);
    if (target.kind !== 'module' || target.module.format !== 'esm') continue;
    for (const name of namesOf(target.module, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}
