import { parse, type Node, type Program } from 'acorn';

/** Language of a parsed file: an ES module, or a CommonJS module, whose text is the body of a function. */
export type SourceType = 'module' | 'commonjs';

/** A syntax tree, the text it was made of, and its nodes by what they are and where they stand. */
export type Syntax = Readonly<{
  text: string;
  program: Program;
  sourceType: SourceType;
  /** Nodes of a type, in the order of the source. */
  nodesOf: (type: string) => readonly Node[];
  parentOf: (node: Node) => Node | undefined;
}>;

/**
 * Parses JavaScript.
 *
 * @param sourceType what the file is; `undefined` where only its text can tell, as Node tells a `.js` file whose package
 * says no `type`: CommonJS, unless it has the syntax of a module
 * @throws SyntaxError with line and column
 * @see https://nodejs.org/docs/latest-v24.x/api/packages.html#syntax-detection
 */
export function parseSyntax(text: string, sourceType: SourceType | undefined): Syntax {
  if (sourceType !== undefined) return toSyntax(text, sourceType);
  try {
    return toSyntax(text, 'commonjs');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return toSyntax(text, 'module');
  }
}

function toSyntax(text: string, sourceType: SourceType): Syntax {
  const program = parse(text, {
    ecmaVersion: 'latest',
    sourceType: sourceType === 'module' ? 'module' : 'script',
    allowReturnOutsideFunction: sourceType === 'commonjs',
    allowHashBang: true,
    ranges: true,
  });
  const nodes = new Map<string, Node[]>();
  const parents = new Map<Node, Node>();
  index(program, nodes, parents);
  return {
    text,
    program,
    sourceType,
    nodesOf: (type) => nodes.get(type) ?? [],
    parentOf: (node) => parents.get(node),
  };
}

/** Notes every node below one, and the node that it stands in. */
function index(node: Node, nodes: Map<string, Node[]>, parents: Map<Node, Node>): void {
  const alike = nodes.get(node.type);
  if (alike) alike.push(node);
  else nodes.set(node.type, [node]);
  for (const key in node) {
    const member = (node as unknown as Record<string, unknown>)[key];
    if (typeof member !== 'object' || member === null) continue;
    if (!Array.isArray(member)) {
      if (isNode(member)) indexBelow(member, node, nodes, parents);
    } else if (typeof member[0] !== 'number') {
      for (const item of member as unknown[]) if (isNode(item)) indexBelow(item, node, nodes, parents);
    }
  }
}

function indexBelow(node: Node, parent: Node, nodes: Map<string, Node[]>, parents: Map<Node, Node>): void {
  parents.set(node, parent);
  index(node, nodes, parents);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
