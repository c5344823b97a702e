import ts from 'typescript';
import { readDeclaration, type RouteEntry } from '@lambda-nest/access';
import { ContractViolation } from '../contract-violation.ts';
import { listSources } from './list-sources.ts';
import { notedPosition } from './note-positions.ts';

const ACCESS_DECORATORS = new Set(['Public', 'SignedIn', 'Roles', 'Scopes']);

/** A position in a file, the line from 1. */
export type Position = Readonly<{ file: string; line: number }>;

/**
 * Finds where the declaration that governs a route is written: the access decorator of its method, or of its class when
 * the method has none. A decorator composed of others counts by the first decorator's line.
 *
 * @param entry file from which every controller is imported, directly or not
 */
export function createDeclarationFinder(entry: string): (route: RouteEntry) => Position {
  const classes = listSources(entry).flatMap(listClasses);
  return (route) => {
    const { name, controller, handler, path } = route;
    const [className = '', methodName = ''] = name.split('.');
    const owner = choose(
      classes.filter((node) => node.name?.text === className),
      path,
    );
    const member = owner && findMethod(classes, owner, methodName);
    const isOwn = handler !== undefined && readDeclaration(Object, handler) !== undefined;
    if (controller && handler && owner && member) return positionOf(isOwn ? member : owner);
    // A controller of a package is in no source of the project.
    const subject = isOwn ? handler : controller;
    const noted = subject && notedPosition(subject);
    if (!noted) {
      throw new ContractViolation([
        `${name} is declared in no file that ${entry} imports. Make it a method of a named class.`,
      ]);
    }
    return noted;
  };
}

function listClasses(source: ts.SourceFile): readonly ts.ClassDeclaration[] {
  const found: ts.ClassDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Of classes with one name, the one whose `@Controller` path the route's path holds. */
function choose(namesakes: readonly ts.ClassDeclaration[], path: string): ts.ClassDeclaration | undefined {
  const isAt = (node: ts.ClassDeclaration) => literalsOf(node).some((text) => text && path.includes(text));
  return namesakes.find(isAt) ?? namesakes[0];
}

function literalsOf(node: ts.ClassDeclaration): readonly string[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression)
      ? expression.arguments.filter(ts.isStringLiteralLike).map(({ text }) => text)
      : [],
  );
}

function findMethod(
  classes: readonly ts.ClassDeclaration[],
  owner: ts.ClassDeclaration,
  name: string,
): ts.ClassElement | undefined {
  const own = owner.members.find(
    (member) => ts.isMethodDeclaration(member) && member.name.getText() === name,
  );
  const base = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const parent = classes.find((node) => node.name?.text === base?.expression.getText() && node !== owner);
  return own ?? (parent && findMethod(classes, parent, name));
}

function positionOf(target: ts.ClassDeclaration | ts.ClassElement): Position {
  const source = target.getSourceFile();
  const decorators = ts.canHaveDecorators(target) ? (ts.getDecorators(target) ?? []) : [];
  const decorator = decorators.find((node) => ACCESS_DECORATORS.has(nameOf(node, source))) ?? decorators[0];
  const { line } = source.getLineAndCharacterOfPosition((decorator ?? target).getStart(source));
  return { file: source.fileName, line: line + 1 };
}

/** The decorator's name where it was exported, should it be imported under another. */
function nameOf({ expression }: ts.Decorator, source: ts.SourceFile): string {
  const callee = ts.isCallExpression(expression) ? expression.expression : expression;
  const local = callee.getText(source);
  return importedName(source, local) ?? local;
}

function importedName(source: ts.SourceFile, local: string): string | undefined {
  for (const statement of source.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find(({ name }) => name.text === local);
    if (element) return (element.propertyName ?? element.name).text;
  }
  return undefined;
}
