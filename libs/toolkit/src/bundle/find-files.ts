import type {
  BinaryExpression,
  CallExpression,
  Identifier,
  MemberExpression,
  NewExpression,
  Node,
  TemplateLiteral,
} from 'acorn';
import type { Syntax } from './syntax.ts';

/**
 * Finds the files and folders beside a module that it names: `join(__dirname, 'views')`, `__dirname + '/a.txt'`,
 * `new URL('./a.txt', import.meta.url)` and the like, as paths from the module's folder; of `join(__dirname, 'views', name)`,
 * which only the running program knows, the folder.
 */
export function findFiles({ nodesOf, parentOf }: Syntax): readonly string[] {
  const found = new Set<string>();
  for (const node of KINDS.flatMap(nodesOf)) {
    const path = pathOf(node);
    if (path === undefined || path === '') continue;
    // The longest expression counts: `__dirname + '/a' + '.txt'`.
    const parent = parentOf(node);
    if (parent === undefined || pathOf(parent) === undefined) found.add(path);
  }
  return [...found];
}

/** Expressions that can name a file. */
const KINDS = ['BinaryExpression', 'TemplateLiteral', 'CallExpression', 'NewExpression'];

/** The path from the module's folder that an expression means; `''` for the folder itself. */
function pathOf(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return (node as Identifier).name === '__dirname' ? '' : undefined;
    case 'MemberExpression':
      return isMeta(node, 'dirname') ? '' : undefined;
    case 'BinaryExpression': {
      const { operator, left, right } = node as BinaryExpression;
      return operator === '+' ? append(pathOf(left), textOf(right)) : undefined;
    }
    case 'TemplateLiteral':
      return pathOfTemplate(node as TemplateLiteral);
    case 'CallExpression':
      return pathOfCall(node as CallExpression);
    case 'NewExpression':
      return pathOfUrl(node as NewExpression);
    default:
      return undefined;
  }
}

function pathOfTemplate({ expressions, quasis }: TemplateLiteral): string | undefined {
  const [start, end] = quasis;
  const [first] = expressions;
  if (expressions.length !== 1 || start?.value.cooked !== '' || !first) return undefined;
  return append(pathOf(first), end?.value.cooked ?? undefined);
}

/** `join(…)`, `path.resolve(…)`, `fileURLToPath(…)`. */
function pathOfCall({ callee, arguments: given }: CallExpression): string | undefined {
  const name =
    callee.type === 'MemberExpression' ? nameOf((callee as MemberExpression).property) : nameOf(callee);
  const [first, ...rest] = given;
  if (!first) return undefined;
  if (name === 'fileURLToPath') return pathOf(first);
  if (name !== 'join' && name !== 'resolve') return undefined;
  const base = pathOf(first);
  if (base === undefined) return undefined;
  const texts = rest.map(textOf);
  const known = texts.slice(0, texts.includes(undefined) ? texts.indexOf(undefined) : texts.length);
  return [base, ...known].join('/');
}

function pathOfUrl({ callee, arguments: [path, base] }: NewExpression): string | undefined {
  if (nameOf(callee) !== 'URL' || !path || !base || !isMeta(base, 'url')) return undefined;
  const text = textOf(path);
  return text?.startsWith('.') ? slashed(text) : undefined;
}

const slashed = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `/${text}`;

const append = (path: string | undefined, text: string | undefined): string | undefined =>
  path === undefined || text === undefined ? undefined : path + text;

const nameOf = (node: Node): string | undefined =>
  node.type === 'Identifier' ? (node as Identifier).name : undefined;

function textOf(node: Node): string | undefined {
  const { value } = node as Node & { value?: unknown };
  return node.type === 'Literal' && typeof value === 'string' ? value : undefined;
}

function isMeta(node: Node, member: string): boolean {
  if (node.type !== 'MemberExpression') return false;
  const { object, property } = node as MemberExpression;
  return object.type === 'MetaProperty' && nameOf(property) === member;
}
