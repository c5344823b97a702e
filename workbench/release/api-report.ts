import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/** What a package exports, by entry and name: the text of each declaration, without its body and comments. */
export type Api = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How far an API has moved: `major` when a declaration changed or went, `minor` when there are new ones. */
export type Change = Readonly<{
  size: 'none' | 'minor' | 'major';
  added: readonly string[];
  changed: readonly string[];
  removed: readonly string[];
}>;

/** The rooms of `libs` that are packages of TypeScript entries. */
export const listRooms = (): readonly string[] =>
  readdirSync('libs').filter((room) => room !== 'client' && existsSync(`libs/${room}/package.json`));

/** Reads the public API of packages from their sources. */
export function readApis(rooms: readonly string[]): ReadonlyMap<string, Api> {
  const entries = rooms.flatMap((room) => entriesOf(room).map(([name, file]) => ({ room, name, file })));
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    { ...options, noEmit: true },
  );
  const checker = program.getTypeChecker();
  return new Map(
    rooms.map((room) => [
      room,
      Object.fromEntries(
        entries
          .filter((entry) => entry.room === room)
          .map(({ name, file }) => [name, readEntry(checker, program.getSourceFile(resolve(file)))]),
      ),
    ]),
  );
}

function entriesOf(room: string): readonly (readonly [string, string])[] {
  const { exports } = JSON.parse(readFileSync(`libs/${room}/package.json`, 'utf8')) as {
    exports: Record<string, string>;
  };
  return Object.entries(exports)
    .filter(([, path]) => path.endsWith('.ts'))
    .map(([name, path]) => [name, `libs/${room}/${path.slice(2)}`]);
}

function readEntry(checker: ts.TypeChecker, source: ts.SourceFile | undefined): Record<string, string> {
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) return {};
  const exported = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(exported.map((symbol) => [symbol.name, describe(checker, symbol)]));
}

const FLAGS = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

function describe(checker: ts.TypeChecker, exported: ts.Symbol): string {
  const symbol =
    (exported.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(exported) : exported;
  return (symbol.declarations ?? []).map((node) => print(checker, symbol, node)).join('\n');
}

/** Types as they are written; values by their type, which is what a caller has of them. */
function print(checker: ts.TypeChecker, symbol: ts.Symbol, node: ts.Declaration): string {
  if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node))
    return flatten(withoutComments(node));
  if (ts.isClassDeclaration(node)) return flatten(describeClass(checker, node));
  return `${symbol.name}: ${checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, node), node, FLAGS)}`;
}

function describeClass(checker: ts.TypeChecker, node: ts.ClassDeclaration): string {
  const heritage = (node.heritageClauses ?? []).map((clause) => clause.getText()).join(' ');
  const members = node.members
    .filter((member) => !(member.name && ts.isPrivateIdentifier(member.name)) && !isPrivate(member))
    .map((member) => {
      if (ts.isConstructorDeclaration(member))
        return `constructor(${member.parameters.map((one) => one.type?.getText() ?? 'any').join(', ')})`;
      const written = ts.isPropertyDeclaration(member) ? member.type?.getText() : undefined;
      const type = written ?? checker.typeToString(checker.getTypeAtLocation(member), member, FLAGS);
      return `${isStatic(member) ? 'static ' : ''}${member.name?.getText() ?? ''}: ${type}`;
    });
  return `class ${node.name?.text ?? ''} ${heritage} { ${members.join('; ')} }`;
}

const has = (node: ts.ClassElement, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
const isPrivate = (node: ts.ClassElement): boolean => has(node, ts.SyntaxKind.PrivateKeyword);
const isStatic = (node: ts.ClassElement): boolean => has(node, ts.SyntaxKind.StaticKeyword);

function withoutComments(node: ts.Node): string {
  return ts
    .createPrinter({ removeComments: true })
    .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
}

const flatten = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Compares what was promised with what there is. */
export function compareApis(before: Api, after: Api): Change {
  const names = (api: Api) =>
    new Map(
      Object.entries(api).flatMap(([entry, exported]) =>
        Object.entries(exported).map(([name, text]) => [`${entry} ${name}`, text]),
      ),
    );
  const [old, now] = [names(before), names(after)];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const changed = [...now.keys()].filter((name) => old.has(name) && old.get(name) !== now.get(name));
  const size = removed.length + changed.length > 0 ? 'major' : added.length > 0 ? 'minor' : 'none';
  return { size, added, changed, removed };
}
