import type { Identifier, Node } from 'acorn';
import { analyze, type Reference, type Scope, type Variable } from 'eslint-scope';
import type { Syntax } from './syntax.ts';

/** The names of a module, and who uses them. */
export type Bindings = Readonly<{
  /** The scope of the module's top level. */
  top: Scope;
  /** The variable of that name at the top level. */
  variableOf: (name: string) => Variable | undefined;
  /** Whether an identifier is declared nowhere in the file. */
  isFree: (identifier: Node) => boolean;
  /** Whether a use runs while the module is evaluated, and not later, in a function. */
  isAtTop: (reference: Reference) => boolean;
  /** Every name that stands in the file: a new one has to be another. */
  names: ReadonlySet<string>;
}>;

/** Finds out which declaration each identifier of a module means. */
export function readBindings({ program, sourceType }: Syntax): Bindings {
  const manager = analyze(program as never, {
    ecmaVersion: 2024,
    sourceType,
    ignoreEval: true,
    fallback: 'iteration',
  });
  const [global] = manager.scopes;
  // That of a module, or of the function that a CommonJS module is the body of.
  const top = manager.scopes[1];
  if (global === undefined || top === undefined) throw new Error('The module has no scope.');
  const free = new Set<unknown>(global.through.map(({ identifier }) => identifier));
  const names = new Set<string>();
  for (const { variables, references } of manager.scopes) {
    for (const { name } of variables) names.add(name);
    for (const { identifier } of references) names.add((identifier as unknown as Identifier).name);
  }
  return {
    top,
    variableOf: (name) => top.set.get(name),
    isFree: (identifier) => free.has(identifier),
    isAtTop: ({ from }) => from.variableScope === top,
    names,
  };
}
