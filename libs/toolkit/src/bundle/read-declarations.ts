import type {
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Identifier,
  ImportDeclaration,
  Literal,
  Node,
  Program,
} from 'acorn';

/** What an import binding, or a re-export, takes of another module: one export, or the namespace of all. */
export type Imported = Readonly<{ specifier: string; name: string | typeof NAMESPACE }>;

/** In the place of a name: the whole namespace, as of `import * as all`. */
export const NAMESPACE = Symbol('namespace');

/** One export of a module. */
export type Export =
  /** Of a variable at its top level. */
  | Readonly<{ kind: 'local'; variable: string }>
  /** Of another module. */
  | Readonly<{ kind: 'from'; from: Imported }>
  /** Of an expression: `export default …`. */
  | Readonly<{ kind: 'expression' }>;

/** The import and export declarations of an ES module. */
export type Declarations = Readonly<{
  /** Modules asked for, in the order in which they run; each once. `isBare`: also for their side effects alone. */
  requested: readonly Readonly<{ specifier: string; isBare: boolean }>[];
  /** By the name that the module itself uses. */
  imports: ReadonlyMap<string, Imported>;
  /** By the name that others use. */
  exports: ReadonlyMap<string, Export>;
  /** `export * from …`. */
  stars: readonly string[];
}>;

/** Reads the import and export declarations of a module. */
export function readDeclarations({ body }: Program): Declarations {
  const requested = new Map<string, boolean>();
  const imports = new Map<string, Imported>();
  const locals = new Map<string, string>();
  const exports = new Map<string, Export>();
  const stars: string[] = [];
  const request = (source: Literal, isBare: boolean): string => {
    const specifier = String(source.value);
    requested.set(specifier, isBare || (requested.get(specifier) ?? false));
    return specifier;
  };
  for (const node of body) {
    if (node.type === 'ImportDeclaration') {
      const { source, specifiers } = node as ImportDeclaration;
      const specifier = request(source, specifiers.length === 0);
      for (const one of specifiers) {
        const name =
          one.type === 'ImportNamespaceSpecifier'
            ? NAMESPACE
            : one.type === 'ImportDefaultSpecifier'
              ? 'default'
              : nameOf(one.imported);
        imports.set(one.local.name, { specifier, name });
      }
    } else if (node.type === 'ExportAllDeclaration') {
      const { source, exported } = node as ExportAllDeclaration;
      const specifier = request(source, false);
      if (exported) exports.set(nameOf(exported), { kind: 'from', from: { specifier, name: NAMESPACE } });
      else stars.push(specifier);
    } else if (node.type === 'ExportNamedDeclaration') {
      const { source, specifiers, declaration } = node as ExportNamedDeclaration;
      if (source) {
        const specifier = request(source, false);
        for (const { local, exported } of specifiers) {
          exports.set(nameOf(exported), { kind: 'from', from: { specifier, name: nameOf(local) } });
        }
      } else {
        for (const { local, exported } of specifiers) locals.set(nameOf(exported), nameOf(local));
        for (const name of declaration ? declaredNames(declaration) : []) locals.set(name, name);
      }
    } else if (node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node as ExportDefaultDeclaration;
      const name = isNamedDeclaration(declaration) ? declaration.id.name : undefined;
      if (name === undefined) exports.set('default', { kind: 'expression' });
      else locals.set('default', name);
    }
  }
  // An import that is exported again is an export of the other module, as the language has it.
  for (const [exported, variable] of locals) {
    const from = imports.get(variable);
    exports.set(exported, from ? { kind: 'from', from } : { kind: 'local', variable });
  }
  return {
    requested: [...requested].map(([specifier, isBare]) => ({ specifier, isBare })),
    imports,
    exports,
    stars,
  };
}

/** A function or class declaration with a name: others see its variable, not only its value. */
export function isNamedDeclaration(node: Node): node is Node & { id: Identifier } {
  const isDeclaration = node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration';
  return isDeclaration && Boolean((node as Node & { id?: Identifier | null }).id);
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function declaredNames(declaration: Node): readonly string[] {
  if (isNamedDeclaration(declaration)) return [declaration.id.name];
  const { declarations } = declaration as Node & { declarations: readonly { id: Node }[] };
  return declarations.flatMap(({ id }) => patternNames(id));
}

/** The variables of a destructuring pattern. */
export function patternNames(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [(pattern as Identifier).name];
    case 'ObjectPattern': {
      const { properties } = pattern as Node & {
        properties: readonly (Node & { value?: Node; argument?: Node })[];
      };
      return properties.flatMap(({ value, argument }) => patternNames((value ?? argument) as Node));
    }
    case 'ArrayPattern':
      return (pattern as Node & { elements: readonly (Node | null)[] }).elements.flatMap((element) =>
        element ? patternNames(element) : [],
      );
    case 'AssignmentPattern':
      return patternNames((pattern as Node & { left: Node }).left);
    case 'RestElement':
      return patternNames((pattern as Node & { argument: Node }).argument);
    default:
      return [];
  }
}
