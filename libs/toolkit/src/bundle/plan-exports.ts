import type { AssignmentExpression, ExpressionStatement, Identifier, Node } from 'acorn';
import type { Reference } from 'eslint-scope';
import type { Analysis } from './analyse.ts';
import type { EsmModule } from './module-graph.ts';
import { linkExport, namesOf, type Origin } from './link-exports.ts';

/** How others come to see an export. */
export type ExportPlan =
  /** A function declaration that nothing else is assigned to: there from the beginning. */
  | Readonly<{ kind: 'hoisted'; variable: string }>
  /** A variable that statements of the top level alone assign to: handed out after each of them. */
  | Readonly<{ kind: 'assigned'; variable: string; after: readonly Node[] }>
  /** A variable that is assigned to elsewhere too: looked at whenever it is asked for. */
  | Readonly<{ kind: 'live'; variable: string }>
  /** `export default` of an expression. */
  | Readonly<{ kind: 'expression' }>
  /** Another module's. */
  | Readonly<{ kind: 'linked'; origin: Origin }>;

/** Plans every export of a module whose name is known before it runs, in the order of the alphabet, as a namespace has them. */
export function planExports(module: EsmModule, analysis: Analysis): ReadonlyMap<string, ExportPlan> {
  const names = [...namesOf(module)].toSorted((one, other) => (one < other ? -1 : 1));
  return new Map(names.map((name) => [name, planExport(module, analysis, name)]));
}

function planExport(module: EsmModule, analysis: Analysis, name: string): ExportPlan {
  const own = module.parsed.declarations.exports.get(name);
  if (own?.kind === 'local') return planVariable(analysis, own.variable);
  if (own?.kind === 'expression') return own;
  return { kind: 'linked', origin: linkExport(module, name).origin };
}

function planVariable({ syntax, bindings }: Analysis, name: string): ExportPlan {
  const variable = bindings.variableOf(name);
  const writes = (variable?.references ?? []).filter((reference) => reference.isWrite());
  const definitions = variable?.defs ?? [];
  const isFunction = definitions.length > 0 && definitions.every(({ type }) => type === 'FunctionName');
  if (isFunction && writes.length === 0) return { kind: 'hoisted', variable: name };
  const statements = writes.map((write) => statementOf(write, syntax.parentOf, syntax.program));
  const classes = definitions
    .filter(({ type }) => type === 'ClassName')
    .map(({ node }) => topStatementOf(node as unknown as Node, syntax.parentOf, syntax.program));
  const after = [...classes, ...statements];
  return isFunction || !after.every((statement) => statement !== undefined)
    ? { kind: 'live', variable: name }
    : { kind: 'assigned', variable: name, after: [...new Set(after)] };
}

type ParentOf = (node: Node) => Node | undefined;

/** The statement of the top level that a write is all of: a declaration with its value, or `name = …;`. */
function statementOf(write: Reference, parentOf: ParentOf, program: Node): Node | undefined {
  const identifier = write.identifier as unknown as Node;
  const statement = topStatementOf(identifier, parentOf, program);
  if (!statement) return undefined;
  const inner = innerOf(statement);
  if (inner.type === 'VariableDeclaration')
    return write.init && isOwnDeclaration(identifier, parentOf, inner) ? statement : undefined;
  if (inner.type !== 'ExpressionStatement') return undefined;
  const { expression } = inner as ExpressionStatement;
  if (expression.type !== 'AssignmentExpression') return undefined;
  const { operator, left } = expression as AssignmentExpression;
  return operator === '=' && left === (identifier as Identifier) ? statement : undefined;
}

/** `export const a = 1` holds the declaration. */
function innerOf(statement: Node): Node {
  const { declaration } = statement as Node & { declaration?: Node | null };
  return declaration ?? statement;
}

/** Whether a name is declared by this declaration, and not by one in a function or a block that its value holds. */
function isOwnDeclaration(identifier: Node, parentOf: ParentOf, declaration: Node): boolean {
  for (let node: Node | undefined = identifier; node; node = parentOf(node)) {
    if (node.type === 'VariableDeclaration') return node === declaration;
  }
  return false;
}

function topStatementOf(node: Node, parentOf: ParentOf, program: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = parentOf(at)) {
    if (parentOf(at) === program) return at;
  }
  return undefined;
}
