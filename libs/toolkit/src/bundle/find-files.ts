import { posix } from 'node:path';
import type {
  AssignmentExpression,
  BinaryExpression,
  CallExpression,
  ConditionalExpression,
  Identifier,
  LogicalExpression,
  MemberExpression,
  NewExpression,
  Node,
  TemplateLiteral,
  VariableDeclarator,
} from 'acorn';
import type { Syntax } from './syntax.ts';

/**
 * Finds the files and folders beside a module that it names: `join(__dirname, 'views')`, `__dirname + '/a.txt'`,
 * `new URL('a.txt', import.meta.url)` and the like, also where a variable holds the folder, or a setting comes first (`join(__dirname, process.env.DATA ?? 'data')`), as paths
 * from the module's folder; of `join(__dirname, 'views', name)`, which only the running program knows, the folder.
 */
export function findFiles(syntax: Syntax): readonly string[] {
  const { nodesOf, parentOf } = syntax;
  const variables = findVariables(syntax);
  const found = new Set<string>();
  for (const node of KINDS.flatMap(nodesOf)) {
    // The longest expression counts: `__dirname + '/a' + '.txt'`.
    const parent = parentOf(node);
    if (parent && KINDS.includes(parent.type) && placesOf(parent, variables).length > 0) continue;
    for (const { path } of placesOf(node, variables)) if (path !== undefined) found.add(path);
  }
  // The module's own folder, and those that it lies in, say nothing of what is read.
  return [...found].filter((path) => !/^[./]*$/.test(path));
}

/** A path from the folder of the module; none for the module's own file. A folder's URL ends in a slash, and so does its path. */
type Place = Readonly<{ path?: string }>;
/** What variables hold: all that may be assigned to them. */
type Variables = ReadonlyMap<string, readonly Place[]>;

const OWN_FILE: Place = {};
const OWN_FOLDER: Place = { path: '' };

/** Of one name: minified code has the same few for everything. */
const MAX_PLACES = 20;

/** Expressions that can name a file. */
const KINDS = ['BinaryExpression', 'TemplateLiteral', 'CallExpression', 'NewExpression'];

/** Variables that hold a place, in whichever function: at worst, a file too many is copied. */
function findVariables({ nodesOf }: Syntax): Variables {
  const variables = new Map<string, readonly Place[]>([
    ['__dirname', [OWN_FOLDER]],
    ['__filename', [OWN_FILE]],
  ]);
  const note = (target: Node, value: Node | null | undefined): void => {
    const places = value ? placesOf(value, variables) : [];
    const name = nameOf(target);
    if (name === undefined || places.length === 0) return;
    const all = [...(variables.get(name) ?? []), ...places];
    const unique = [...new Map(all.map((place) => [place.path, place])).values()];
    variables.set(name, unique.slice(0, MAX_PLACES));
  };
  for (const { id, init } of nodesOf('VariableDeclarator') as readonly VariableDeclarator[]) note(id, init);
  for (const { operator, left, right } of nodesOf('AssignmentExpression') as readonly AssignmentExpression[])
    if (operator === '=') note(left, right);
  return variables;
}

function placesOf(node: Node, variables: Variables): readonly Place[] {
  switch (node.type) {
    case 'Identifier':
      return variables.get((node as Identifier).name) ?? [];
    case 'MemberExpression':
      if (isMeta(node, 'dirname')) return [OWN_FOLDER];
      return isMeta(node, 'filename') || isMeta(node, 'url') ? [OWN_FILE] : [];
    case 'BinaryExpression': {
      const { operator, left, right } = node as BinaryExpression;
      if (operator !== '+') return [];
      return placesOf(left, variables).flatMap((place) =>
        orOneEmpty(textsOf(right)).flatMap((text) => append(place, text)),
      );
    }
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return alternativesOf(node).flatMap((one) => placesOf(one, variables));
    case 'TemplateLiteral':
      return placesOfTemplate(node as TemplateLiteral, variables);
    case 'CallExpression':
      return placesOfCall(node as CallExpression, variables);
    case 'NewExpression':
      return placesOfUrl(node as NewExpression, variables);
    default:
      return [];
  }
}

function placesOfTemplate({ expressions, quasis }: TemplateLiteral, variables: Variables): readonly Place[] {
  const [start, end] = quasis;
  const [first] = expressions;
  if (start?.value.cooked !== '' || !first) return [];
  const text = (expressions.length === 1 && end?.value.cooked) || '';
  return placesOf(first, variables).flatMap((place) => append(place, text));
}

/** `join(…)`, `path.resolve(…)`, `dirname(…)`, `fileURLToPath(…)`. */
function placesOfCall({ callee, arguments: given }: CallExpression, variables: Variables): readonly Place[] {
  const name =
    callee.type === 'MemberExpression' ? nameOf((callee as MemberExpression).property) : nameOf(callee);
  const [first, ...rest] = given;
  const bases = first ? placesOf(first, variables) : [];
  if (name === 'fileURLToPath') return bases;
  if (name === 'dirname')
    return bases.map(({ path }) =>
      path === undefined ? OWN_FOLDER : { path: posix.join(path || '.', '..') },
    );
  if (name !== 'join' && name !== 'resolve') return [];
  return bases.flatMap(({ path }) =>
    path === undefined ? [] : joinKnown(path, rest).map((one) => ({ path: one })),
  );
}

/** Paths below one, as far as their parts are known: of each part, every text that it may be. */
function joinKnown(base: string, [part, ...rest]: readonly Node[]): readonly string[] {
  const texts = part ? textsOf(part) : [];
  return texts.length === 0 ? [base] : texts.flatMap((text) => joinKnown(`${base}/${text}`, rest));
}

/** `new URL('a.txt', …)`, whose base is the module or a folder beside it. */
function placesOfUrl(
  { callee, arguments: [given, base] }: NewExpression,
  variables: Variables,
): readonly Place[] {
  if (nameOf(callee) !== 'URL' || !given || !base) return [];
  return placesOf(base, variables).flatMap((from) =>
    // An absolute path or address does not lie beside the module.
    textsOf(given)
      .filter((text) => !/^(?:\/|[a-z][a-z\d+.-]*:)/i.test(text))
      .map((text) => {
        const [path = ''] = text.split(/[?#]/);
        const isFolder = from.path === undefined || from.path.endsWith('/');
        return { path: posix.join(isFolder ? (from.path ?? '') : posix.dirname(from.path ?? ''), path) };
      }),
  );
}

/** A place followed by text; by what only the running program knows, the place. */
const append = ({ path }: Place, text: string): readonly Place[] =>
  path === undefined ? [] : [{ path: path + text }];

const orOneEmpty = (texts: readonly string[]): readonly string[] => (texts.length === 0 ? [''] : texts);

/** What `a || b`, `a ?? b` and `c ? a : b` may be. */
function alternativesOf(node: Node): readonly Node[] {
  if (node.type === 'LogicalExpression') {
    const { left, right } = node as LogicalExpression;
    return [left, right];
  }
  const { consequent, alternate } = node as ConditionalExpression;
  return [consequent, alternate];
}

const nameOf = (node: Node): string | undefined =>
  node.type === 'Identifier' ? (node as Identifier).name : undefined;

/** Every text that an expression may be; none where only the running program knows. */
function textsOf(node: Node): readonly string[] {
  if (node.type === 'LogicalExpression' || node.type === 'ConditionalExpression')
    return alternativesOf(node).flatMap(textsOf);
  const { value } = node as Node & { value?: unknown };
  return node.type === 'Literal' && typeof value === 'string' ? [value] : [];
}

function isMeta(node: Node, member: string): boolean {
  if (node.type !== 'MemberExpression') return false;
  const { object, property } = node as MemberExpression;
  return object.type === 'MetaProperty' && nameOf(property) === member;
}
