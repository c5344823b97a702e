import type { Node } from 'acorn';
import { visitNodes, type Syntax } from './syntax.ts';

/** Whether a module awaits at its top level. */
export function awaitsAtTop({ program, parentOf }: Syntax): boolean {
  let isFound = false;
  visitNodes(program, (node) => {
    if (!isFound && isAwait(node) && !isInFunction(node, parentOf)) isFound = true;
  });
  return isFound;
}

function isAwait(node: Node): boolean {
  if (node.type === 'AwaitExpression') return true;
  if (node.type === 'ForOfStatement') return (node as Node & { await: boolean }).await;
  return node.type === 'VariableDeclaration' && (node as Node & { kind: string }).kind === 'await using';
}

function isInFunction(node: Node, parentOf: (node: Node) => Node | undefined): boolean {
  for (let at = parentOf(node); at; at = parentOf(at)) if (/Function/.test(at.type)) return true;
  return false;
}
