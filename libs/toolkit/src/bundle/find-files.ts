import { posix } from 'node:path';
import type {
  BinaryExpression,
  CallExpression,
  Identifier,
  MemberExpression,
  NewExpression,
  Node,
  TemplateLiteral,
  VariableDeclaration,
} from 'acorn';
import type { Syntax } from './syntax.ts';

/**
 * Finds the files and folders beside a module that it names: `join(__dirname, 'views')`, `__dirname + '/a.txt'`,
 * `new URL('a.txt', import.meta.url)` and the like, also where a constant holds the folder, as paths from the module's folder;
 * of `join(__dirname, 'views', name)`, which only the running program knows, the folder.
 */
export function findFiles(syntax: Syntax): readonly string[] {
  const { nodesOf, parentOf } = syntax;
  const places = findConstants(syntax);
  const found = new Set<string>();
  for (const node of KINDS.flatMap(nodesOf)) {
    const path = placeOf(node, places)?.path;
    if (path === undefined) continue;
    // The longest expression counts: `__dirname + '/a' + '.txt'`.
    const parent = parentOf(node);
    if (parent === undefined || placeOf(parent, places) === undefined) found.add(path);
  }
  // The module's own folder, and those that it lies in, say nothing of what is read.
  return [...found].filter((path) => !/^[./]*$/.test(path));
}

/** A path from the folder of the module; none for the module's own file. A folder's URL ends in a slash, and so does its path. */
type Place = Readonly<{ path?: string }>;
type Places = ReadonlyMap<string, Place>;

const OWN_FILE: Place = {};
const OWN_FOLDER: Place = { path: '' };

/** Expressions that can name a file. */
const KINDS = ['BinaryExpression', 'TemplateLiteral', 'CallExpression', 'NewExpression'];

/** Constants that hold a place, in whichever function: at worst, a file too many is copied. */
function findConstants({ nodesOf }: Syntax): Places {
  const places = new Map<string, Place>([
    ['__dirname', OWN_FOLDER],
    ['__filename', OWN_FILE],
  ]);
  for (const declaration of nodesOf('VariableDeclaration') as readonly VariableDeclaration[]) {
    if (declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) {
      const place = init ? placeOf(init, places) : undefined;
      if (place && id.type === 'Identifier') places.set(id.name, place);
    }
  }
  return places;
}

function placeOf(node: Node, places: Places): Place | undefined {
  switch (node.type) {
    case 'Identifier':
      return places.get((node as Identifier).name);
    case 'MemberExpression':
      if (isMeta(node, 'dirname')) return OWN_FOLDER;
      return isMeta(node, 'filename') || isMeta(node, 'url') ? OWN_FILE : undefined;
    case 'BinaryExpression': {
      const { operator, left, right } = node as BinaryExpression;
      return operator === '+' ? append(placeOf(left, places), textOf(right) ?? '') : undefined;
    }
    case 'TemplateLiteral':
      return placeOfTemplate(node as TemplateLiteral, places);
    case 'CallExpression':
      return placeOfCall(node as CallExpression, places);
    case 'NewExpression':
      return placeOfUrl(node as NewExpression, places);
    default:
      return undefined;
  }
}

function placeOfTemplate({ expressions, quasis }: TemplateLiteral, places: Places): Place | undefined {
  const [start, end] = quasis;
  const [first] = expressions;
  if (start?.value.cooked !== '' || !first) return undefined;
  return append(placeOf(first, places), (expressions.length === 1 && end?.value.cooked) || '');
}

/** `join(…)`, `path.resolve(…)`, `dirname(…)`, `fileURLToPath(…)`. */
function placeOfCall({ callee, arguments: given }: CallExpression, places: Places): Place | undefined {
  const name =
    callee.type === 'MemberExpression' ? nameOf((callee as MemberExpression).property) : nameOf(callee);
  const [first, ...rest] = given;
  const base = first && placeOf(first, places);
  if (!base) return undefined;
  if (name === 'fileURLToPath') return base;
  if (name === 'dirname')
    return base.path === undefined ? OWN_FOLDER : { path: posix.join(base.path || '.', '..') };
  if (name !== 'join' && name !== 'resolve') return undefined;
  const texts = rest.map(textOf);
  const known = texts.slice(0, texts.includes(undefined) ? texts.indexOf(undefined) : texts.length);
  return base.path === undefined ? undefined : { path: [base.path, ...known].join('/') };
}

/** `new URL('a.txt', …)`, whose base is the module or a folder beside it. */
function placeOfUrl({ callee, arguments: [given, base] }: NewExpression, places: Places): Place | undefined {
  if (nameOf(callee) !== 'URL' || !given || !base) return undefined;
  const from = placeOf(base, places);
  const text = textOf(given);
  // An absolute path or address does not lie beside the module.
  if (!from || text === undefined || /^(?:\/|[a-z][a-z\d+.-]*:)/i.test(text)) return undefined;
  const [path = ''] = text.split(/[?#]/);
  const folder = from.path === undefined || from.path.endsWith('/') ? from.path : posix.dirname(from.path);
  return { path: posix.join(folder ?? '', path) };
}

/** A place followed by text; by what only the running program knows, the place. */
const append = (place: Place | undefined, text: string): Place | undefined =>
  place?.path === undefined ? undefined : { path: place.path + text };

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
