import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Lines of a source in which it uses `process.env`, however it names it. Words in texts and comments are none. */
export function findEnvironmentUses(
  file: string,
  text: string = readFileSync(file, 'utf8'),
): readonly number[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (isEnvironment(node)) lines.push(source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

function isEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node))
    return (
      isProcess(node.expression) &&
      ts.isStringLiteralLike(node.argumentExpression) &&
      node.argumentExpression.text === 'env'
    );
  // const { env } = process
  if (ts.isBindingElement(node))
    return (
      nameOf(node.propertyName ?? node.name) === 'env' &&
      ts.isVariableDeclaration(node.parent.parent) &&
      node.parent.parent.initializer !== undefined &&
      isProcess(node.parent.parent.initializer)
    );
  // import { env } from 'node:process'
  return (
    ts.isImportSpecifier(node) &&
    nameOf(node.propertyName ?? node.name) === 'env' &&
    /^['"](?:node:)?process['"]$/.test(node.parent.parent.parent.moduleSpecifier.getText())
  );
}

/** `process`, `globalThis.process`. */
function isProcess(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === 'process';
  return ts.isPropertyAccessExpression(node) && node.name.text === 'process';
}

function nameOf(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) || ts.isStringLiteral(node) ? node.text : undefined;
}
