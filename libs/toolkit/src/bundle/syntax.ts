import { parse, type Node, type Program } from 'acorn';

/** Language of a parsed file: an ES module, or a CommonJS module, whose text is the body of a function. */
export type SourceType = 'module' | 'commonjs';

/** A syntax tree, the text it was made of, and the parent of each of its nodes. */
export type Syntax = Readonly<{
  text: string;
  program: Program;
  sourceType: SourceType;
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
  const parents = new Map<Node, Node>();
  visitNodes(program, (node, parent) => {
    if (parent) parents.set(node, parent);
  });
  return { text, program, sourceType, parentOf: (node) => parents.get(node) };
}

/** Calls back with every node of a tree, parents before their children, in the order of the source. */
export function visitNodes(root: Node, visit: (node: Node, parent: Node | undefined) => void): void {
  const visitFrom = (node: Node, parent: Node | undefined): void => {
    visit(node, parent);
    for (const member of Object.values(node) as unknown[]) {
      if (Array.isArray(member)) {
        for (const item of member) if (isNode(item)) visitFrom(item, node);
      } else if (isNode(member)) visitFrom(member, node);
    }
  };
  visitFrom(root, undefined);
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Node).type === 'string' &&
    'start' in value
  );
}
