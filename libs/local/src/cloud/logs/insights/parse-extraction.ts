import type { Cursor } from './expression.ts';
import { parseExpression } from './expression.ts';
import type { Table } from './table.ts';
import { malformed } from './tokenize.ts';

/** Reads `parse @message "user=* took * ms" as user, ms` and `parse @message /user=(?<user>\w+)/`. */
export function parseExtraction(cursor: Cursor): (table: Table) => Table {
  const next = cursor.peek();
  const source =
    next?.kind === 'name'
      ? parseExpression(cursor).evaluate
      : (row: Readonly<Record<string, unknown>>) => row['@message'] as string;
  const pattern = cursor.take();
  const names: string[] = [];
  if (cursor.accept('as')) {
    do {
      const name = cursor.take();
      if (name.kind !== 'name') throw malformed('expected a name after as');
      names.push(name.text);
    } while (cursor.accept(','));
  }
  if (pattern.kind !== 'text' && pattern.kind !== 'regex') throw malformed('parse takes a pattern');
  const regex = pattern.kind === 'regex' ? pattern.regex : globToRegex(pattern.text);
  return (table) => ({
    ...table,
    rows: table.rows.map((row) => {
      const match = regex.exec(String(source(row) ?? ''));
      if (!match) return row;
      const unnamed = names.map((name, index) => [name, match[index + 1]] as const);
      return { ...row, ...Object.fromEntries(unnamed), ...match.groups };
    }),
  });
}

function globToRegex(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replace(/[$()+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(
    parts
      .map((part, index) =>
        index === 0 ? part : `(${index === parts.length - 1 && part === '' ? '.*' : '.*?'})${part}`,
      )
      .join(''),
  );
}
