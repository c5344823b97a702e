import type {
  AssignmentExpression,
  BinaryExpression,
  CallExpression,
  Identifier,
  ImportExpression,
  MemberExpression,
  Node,
  TemplateLiteral,
  VariableDeclarator,
} from 'acorn';
import type { Syntax } from './syntax.ts';

/** One place where a module asks for another by name. */
export type Request = Readonly<{
  /** `import` and `require` run the other module there and then; `resolve` only asks where it is. */
  kind: 'import' | 'require' | 'resolve';
  specifier: string;
}>;

/** A specifier of which only the ends are known. */
export type Pattern = Readonly<{ kind: 'import' | 'require'; prefix: string; suffix: string }>;

/** Places of a module's text that the bundle has to know. */
export type Requests = Readonly<{
  /** Calls of `require` with a literal: the specifier, and where the argument ends. */
  requires: readonly Readonly<{ specifier: string; end: number }>[];
  /** `import(…)`, and the specifier where it is a literal. */
  dynamicImports: readonly Readonly<{ node: ImportExpression; specifier: string | undefined }>[];
  /** `import.meta`. */
  metas: readonly Node[];
  /** Calls of what `createRequire` made, or of `require.resolve`, with a literal: only looked up, nothing is rewritten. */
  lookups: readonly Request[];
  /** Of files beside it whose names only the running program completes: `require('./locale/' + name)`. */
  patterns: readonly Pattern[];
  /** Whether it asks for a module whose name only the running program knows. */
  isOpen: boolean;
}>;

/**
 * Finds every place where a module asks for another, but for its import and export declarations.
 *
 * @param isFree whether an identifier is declared nowhere in the module, as Node's own `require` is
 */
export function readRequests(syntax: Syntax, isFree: (identifier: Node) => boolean): Requests {
  const dynamicImports = (syntax.nodesOf('ImportExpression') as ImportExpression[]).map((node) => ({
    node,
    specifier: textOf(node.source),
  }));
  const requires: { specifier: string; end: number }[] = [];
  const lookups: Request[] = [];
  const created = findCreated(syntax, isFree);
  const patterns: Pattern[] = [];
  const notePattern = (kind: Pattern['kind'], node: Node | undefined): void => {
    const ends = node && endsOf(node);
    if (ends && /^\.{1,2}\//.test(ends.prefix)) patterns.push({ kind, ...ends });
  };
  for (const { node, specifier } of dynamicImports)
    if (specifier === undefined) notePattern('import', node.source);
  let isOpen = dynamicImports.some(({ specifier }) => specifier === undefined);
  for (const call of syntax.nodesOf('CallExpression') as CallExpression[]) {
    const specifier = textOf(call.arguments[0]);
    const name = nameOf(call.callee);
    const isRequire = name === 'require' && !created.has(name) && isFree(call.callee);
    if (specifier === undefined) {
      isOpen ||= isRequire;
      if (isRequire || (name !== undefined && created.has(name))) notePattern('require', call.arguments[0]);
    } else if (isRequire) {
      const end = call.arguments[0]?.end ?? call.end;
      // In parentheses of its own, a second argument cannot follow the first: that one is looked up by its name.
      const isAlone = !syntax.text.slice(end, call.end - 1).includes(')');
      if (isAlone) requires.push({ specifier, end });
      else lookups.push({ kind: 'require', specifier });
    } else if ((name !== undefined && created.has(name)) || isCallOf(call.callee, 'createRequire')) {
      lookups.push({ kind: 'require', specifier });
    } else if (isResolve(call.callee, created)) {
      lookups.push({ kind: 'resolve', specifier });
    }
  }
  return {
    requires,
    dynamicImports,
    metas: syntax.nodesOf('MetaProperty').filter(isImportMeta),
    lookups,
    patterns,
    isOpen,
  };
}

/** Names of what `createRequire` made, and of what holds Node's own `require`. */
function findCreated(syntax: Syntax, isFree: (identifier: Node) => boolean): ReadonlySet<string> {
  const created = new Set<string>();
  const note = (target: Node, value: Node | null | undefined): void => {
    const name = nameOf(target);
    if (name === undefined || !value) return;
    const isAlias = nameOf(value) === 'require' && isFree(value);
    if (isAlias || isCallOf(value, 'createRequire')) created.add(name);
  };
  for (const { id, init } of syntax.nodesOf('VariableDeclarator') as VariableDeclarator[]) note(id, init);
  for (const { left, right } of syntax.nodesOf('AssignmentExpression') as AssignmentExpression[])
    note(left, right);
  return created;
}

/** The text that an expression begins and ends with: `'./' + name + '.js'`, or a template. */
function endsOf(node: Node): Omit<Pattern, 'kind'> | undefined {
  if (node.type === 'TemplateLiteral') {
    const { quasis } = node as TemplateLiteral;
    return { prefix: quasis[0]?.value.cooked ?? '', suffix: quasis.at(-1)?.value.cooked ?? '' };
  }
  if (node.type !== 'BinaryExpression' || (node as BinaryExpression).operator !== '+') return undefined;
  const { left, right } = node as BinaryExpression;
  return { prefix: textOf(left) ?? endsOf(left)?.prefix ?? '', suffix: textOf(right) ?? '' };
}

const nameOf = (node: Node): string | undefined =>
  node.type === 'Identifier' ? (node as Identifier).name : undefined;

/** Text of a string, or of a template without expressions. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal') {
    const { value } = node as Node & { value: unknown };
    return typeof value === 'string' ? value : undefined;
  }
  if (node?.type !== 'TemplateLiteral') return undefined;
  const { expressions, quasis } = node as TemplateLiteral;
  return expressions.length === 0 ? (quasis[0]?.value.cooked ?? undefined) : undefined;
}

/** `createRequire(…)`, `module.createRequire(…)`. */
function isCallOf(node: Node, name: string): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node as CallExpression;
  return nameOf(callee) === name || memberOf(callee) === name;
}

function memberOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const { computed, property } = node as MemberExpression;
  return computed ? undefined : nameOf(property);
}

function isResolve(callee: Node, created: ReadonlySet<string>): boolean {
  if (memberOf(callee) !== 'resolve') return false;
  const owner = nameOf((callee as MemberExpression).object);
  return owner === 'require' || (owner !== undefined && created.has(owner));
}

function isImportMeta(node: Node): boolean {
  return nameOf((node as Node & { meta: Node }).meta) === 'import';
}
