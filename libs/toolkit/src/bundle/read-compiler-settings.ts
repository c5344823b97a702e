import { dirname } from 'node:path';
import ts from 'typescript';

/** What of a tsconfig.json changes what its files do when they run. */
export type CompilerSettings = Readonly<{
  /** Whether a field without a value is set to `undefined`, as the language has it. */
  useDefineForClassFields: boolean;
  /** Whether every import that is not of a type alone stays, also where only types of it are used. */
  verbatimModuleSyntax: boolean;
  /** What `<a />` becomes: calls of a function, or of the `jsx` of a package. */
  jsx: Readonly<{ factory: string; fragment: string }> | Readonly<{ importSource: string }>;
}>;

/** Those of a tsconfig.json that says nothing. */
export const DEFAULT_SETTINGS: CompilerSettings = {
  useDefineForClassFields: true,
  verbatimModuleSyntax: false,
  jsx: { importSource: 'react' },
};

/**
 * Reads a tsconfig.json and what it extends.
 *
 * @throws SyntaxError with the file, when it cannot be read
 */
export function readCompilerSettings(path: string): CompilerSettings {
  const { config, error } = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  if (error) throw new SyntaxError(`${path}: ${ts.flattenDiagnosticMessageText(error.messageText, '\n')}`);
  // Which files it is about does not matter here, and to look for them takes time.
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config, host, dirname(path));
  const { target = ts.ScriptTarget.ES5, useDefineForClassFields, verbatimModuleSyntax, jsx } = options;
  return {
    useDefineForClassFields: useDefineForClassFields ?? target >= ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: verbatimModuleSyntax ?? false,
    jsx:
      jsx === ts.JsxEmit.React
        ? {
            factory: options.jsxFactory ?? 'React.createElement',
            fragment: options.jsxFragmentFactory ?? 'React.Fragment',
          }
        : { importSource: options.jsxImportSource ?? 'react' },
  };
}
