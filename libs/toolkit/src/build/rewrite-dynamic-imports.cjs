/**
 * A plugin of the Nest CLI: writes `import('./x.js')` for `import('./x.ts')`.
 *
 * TypeScript does so itself (rewriteRelativeImportExtensions), but for imports inside the methods of decorated classes, which
 * it visits after its own rewriting: `nest start` then looks for a file that is not there.
 *
 * CommonJS, because the Nest CLI requires its plugins.
 */
const ts = require('typescript');

/** Relative sources, as TypeScript rewrites them: `.ts`, `.tsx`, `.mts` and `.cts`, and no declarations. */
const SOURCE = /^(\.{1,2}\/.*)(?<!\.d)\.([mc]?)tsx?$/;

/** @returns {import('typescript').TransformerFactory<import('typescript').SourceFile>} */
function before() {
  return (context) => {
    const visit = (node) => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword)
        return visited;
      const [specifier, ...more] = visited.arguments;
      if (!specifier || !ts.isStringLiteralLike(specifier) || !SOURCE.test(specifier.text)) return visited;
      const rewritten = context.factory.createStringLiteral(specifier.text.replace(SOURCE, '$1.$2js'));
      return context.factory.updateCallExpression(visited, visited.expression, undefined, [
        rewritten,
        ...more,
      ]);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

module.exports = { before };
