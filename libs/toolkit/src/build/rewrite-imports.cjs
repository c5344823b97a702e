/**
 * A plugin of the Nest CLI: what `nest build` and `nest start` write imports compiled files, never TypeScript.
 *
 * - `import('./x.ts')` becomes `import('./x.js')`. TypeScript does so itself (rewriteRelativeImportExtensions), but for imports
 *   inside the methods of decorated classes, which it visits after its own rewriting.
 * - An import of a package of this workspace, whose `exports` name TypeScript, becomes the path of its compiled file, for it is
 *   compiled with the application. Packages that are installed stay as they are.
 *
 * CommonJS, because the Nest CLI requires its plugins.
 */
const { dirname, relative, sep } = require('node:path');
const ts = require('typescript');

/** Relative sources, as TypeScript rewrites them: `.ts`, `.tsx`, `.mts` and `.cts`, and no declarations. */
const SOURCE = /^(\.{1,2}\/.*)(?<!\.d)\.([mc]?)tsx?$/;
const NAMED = /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?:\/|$)/;

/**
 * @param {object} _options
 * @param {import('typescript').Program} [program]
 * @returns {import('typescript').TransformerFactory<import('typescript').SourceFile>}
 */
function before(_options, program) {
  const settings = program?.getCompilerOptions() ?? {};
  const cache = ts.createModuleResolutionCache(process.cwd(), (name) => name, settings);
  return (context) => (file) => {
    const rewrite = (specifier) => {
      if (SOURCE.test(specifier)) return specifier.replace(SOURCE, '$1.$2js');
      if (!program || !NAMED.test(specifier)) return specifier;
      const { resolvedModule } = ts.resolveModuleName(
        specifier,
        file.fileName,
        settings,
        ts.sys,
        cache,
        undefined,
        ts.ModuleKind.ESNext,
      );
      return isWorkspaceSource(resolvedModule)
        ? toRelative(file.fileName, resolvedModule.resolvedFileName).replace(SOURCE, '$1.$2js')
        : specifier;
    };
    const literalOf = (node) =>
      node && ts.isStringLiteralLike(node) && rewrite(node.text) !== node.text
        ? context.factory.createStringLiteral(rewrite(node.text))
        : undefined;
    const visit = (node) => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword)
        return visited;
      const [specifier, ...more] = visited.arguments;
      const literal = literalOf(specifier);
      return literal
        ? context.factory.updateCallExpression(visited, visited.expression, undefined, [literal, ...more])
        : visited;
    };
    const visitStatement = (node) => {
      const visited = visit(node);
      const literal = NAMED.test(visited.moduleSpecifier?.text ?? '')
        ? literalOf(visited.moduleSpecifier)
        : undefined;
      if (!literal) return visited;
      const { modifiers, attributes } = visited;
      if (ts.isImportDeclaration(visited))
        return context.factory.updateImportDeclaration(
          visited,
          modifiers,
          visited.importClause,
          literal,
          attributes,
        );
      return context.factory.updateExportDeclaration(
        visited,
        modifiers,
        visited.isTypeOnly,
        visited.exportClause,
        literal,
        attributes,
      );
    };
    return ts.visitEachChild(file, visitStatement, context);
  };
}

function isWorkspaceSource(resolved) {
  return (
    resolved !== undefined &&
    ['.ts', '.tsx', '.mts', '.cts'].includes(resolved.extension) &&
    !resolved.resolvedFileName.includes('/node_modules/')
  );
}

function toRelative(from, to) {
  const path = relative(dirname(from), to).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

module.exports = { before };
