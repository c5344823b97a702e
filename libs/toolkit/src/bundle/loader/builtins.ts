import { defer } from './defer.ts';

// Not imported: an ES import of a builtin reads all its members, and with them loads what stands behind getters.
export const builtin = <Exports>(name: string): Exports => process.getBuiltinModule(name) as Exports;

/**
 * Node's modules as CommonJS modules require them: one whose members are used later is loaded then.
 *
 * @param deferred names without `node:`
 */
export function createBuiltins(
  deferred: ReadonlySet<string>,
  replace: Readonly<Record<string, () => object>>,
): Readonly<{
  /** `undefined` for what is none of Node's modules. */
  require: (specifier: string) => unknown;
  load: (name: string) => object;
}> {
  const made = new Map<string, unknown>();
  const load = (name: string): object => replace[name]?.() ?? builtin<object>(name);
  return {
    load,
    require: (specifier) => {
      const name = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
      const known = made.get(name);
      if (known !== undefined) return known;
      const exports: unknown = deferred.has(name)
        ? defer(() => load(name))
        : (replace[name]?.() ?? builtin(specifier));
      if (exports !== undefined) made.set(name, exports);
      return exports;
    },
  };
}
