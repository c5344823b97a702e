import { readBindings, type Bindings } from './read-bindings.ts';
import { parseSyntax, type SourceType, type Syntax } from './syntax.ts';

/** What a module's text says: its syntax tree, and which declaration each name means. */
export type Analysis = Readonly<{ syntax: Syntax; bindings: Bindings }>;

/**
 * Analyses the text of a module.
 *
 * @param sourceType what the file is; `undefined` where only its text can tell
 * @throws SyntaxError with line and column
 */
export function analyse(text: string, sourceType: SourceType | undefined): Analysis {
  const syntax = parseSyntax(text, sourceType);
  return { syntax, bindings: readBindings(syntax) };
}
