import { parseExpression, type Cursor, type Expression } from './expression.ts';
import { malformed } from './tokenize.ts';

/** `a, b as c`: expressions, each with the name of its column. */
export function parseNamed(cursor: Cursor): { name: string; expression: Expression }[] {
  const named: { name: string; expression: Expression }[] = [];
  do {
    const expression = parseExpression(cursor);
    named.push({ expression, name: parseAlias(cursor) ?? expression.text });
  } while (cursor.accept(','));
  return named;
}

export function parseAlias(cursor: Cursor): string | undefined {
  if (!cursor.accept('as')) return undefined;
  const alias = cursor.take();
  if (alias.kind !== 'name') throw malformed('expected a name after as');
  return alias.text;
}
