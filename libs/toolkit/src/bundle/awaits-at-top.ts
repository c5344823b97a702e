import type { Node } from 'acorn';
import type { Syntax } from './syntax.ts';

/** Whether a module awaits at its top level. */
export function awaitsAtTop({ nodesOf, parentOf }: Syntax): boolean {
  const awaiting = [
    ...nodesOf('AwaitExpression'),
    ...nodesOf('ForOfStatement').filter((node) => (node as Node & { await: boolean }).await),
    ...nodesOf('VariableDeclaration').filter(
      (node) => (node as Node & { kind: string }).kind === 'await using',
    ),
  ];
  return awaiting.some((node) => !isInFunction(node, parentOf));
}

function isInFunction(node: Node, parentOf: (node: Node) => Node | undefined): boolean {
  for (let at = parentOf(node); at; at = parentOf(at)) if (/Function/.test(at.type)) return true;
  return false;
}
