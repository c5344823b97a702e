import type { Table } from './table.ts';
import { parseNamed } from './parse-named.ts';
import { parseStats } from './parse-stats.ts';
import { parseExtraction } from './parse-extraction.ts';
import {
  createCursor,
  order,
  parseExpression,
  truth,
  type Cursor,
  type Expression,
  type Fields,
} from './expression.ts';
import { malformed, tokenize, type Token } from './tokenize.ts';

type Step = (table: Table) => Table;

const DEFAULT_LIMIT = 10_000;

/**
 * Reads a query of Logs Insights: what it does with the fields of events.
 *
 * Knows `fields`, `display`, `filter`, `stats`, `sort`, `limit`, `dedup` and `parse`. Throws AwsError
 * `MalformedQueryException` for others, and for what does not parse.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function parseQuery(query: string): (events: readonly Fields[]) => Table {
  const steps = splitCommands(tokenize(query)).map(parseCommand);
  return (events) => {
    const start: Table = { rows: [...events], columns: undefined, isSorted: false };
    const table = steps.reduce((current, step) => step(current), start);
    return { ...table, rows: table.rows.slice(0, DEFAULT_LIMIT) };
  };
}

function splitCommands(tokens: readonly Token[]): Token[][] {
  const commands: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'sign' && token.text === '|') commands.push([]);
    else commands.at(-1)?.push(token);
  }
  return commands.filter((command) => command.length > 0);
}

function parseCommand(tokens: readonly Token[]): Step {
  const cursor = createCursor(tokens);
  const name = cursor.take();
  const step = name.kind === 'name' ? COMMANDS[name.text.toLowerCase()]?.(cursor) : undefined;
  if (!step)
    throw malformed(
      `the local AWS does not know the command ${name.kind === 'name' ? name.text : name.kind} of queries`,
    );
  if (cursor.peek()) throw malformed('unexpected text at the end of a command');
  return step;
}

const COMMANDS: Readonly<Record<string, (cursor: Cursor) => Step>> = {
  fields: (cursor) => select(cursor, true),
  display: (cursor) => select(cursor, false),
  filter(cursor) {
    const { evaluate } = parseExpression(cursor);
    return (table) => ({ ...table, rows: table.rows.filter((row) => truth(evaluate(row))) });
  },
  where(cursor) {
    return COMMANDS['filter']?.(cursor) ?? ((table) => table);
  },
  stats: parseStats,
  parse: parseExtraction,
  sort: parseSort,
  limit(cursor) {
    const count = cursor.take();
    if (count.kind !== 'number') throw malformed('limit takes a number');
    return (table) => ({ ...table, rows: table.rows.slice(0, count.value) });
  },
  dedup(cursor) {
    const fields = parseNamed(cursor);
    return (table) => {
      const seen = new Set<string>();
      const isNew = (row: Fields): boolean => {
        const key = JSON.stringify(fields.map(({ expression }) => expression.evaluate(row) ?? null));
        return !seen.has(key) && seen.add(key) !== undefined;
      };
      return { ...table, rows: table.rows.filter(isNew) };
    };
  },
};

function select(cursor: Cursor, isAdding: boolean): Step {
  const named = parseNamed(cursor);
  const names = named.map(({ name }) => name);
  return ({ rows, columns = [], isSorted }) => ({
    rows: rows.map((row) => ({
      ...row,
      ...Object.fromEntries(named.map(({ name, expression }) => [name, expression.evaluate(row)])),
    })),
    columns: isAdding ? [...columns, ...names.filter((name) => !columns.includes(name))] : names,
    isSorted,
  });
}

function parseSort(cursor: Cursor): Step {
  const keys: { evaluate: Expression['evaluate']; sign: number }[] = [];
  do {
    const { evaluate, text } = parseExpression(cursor);
    const sign = cursor.accept('desc') ? -1 : 1;
    if (sign === 1) cursor.accept('asc');
    // A column of `stats` is sorted by its name, an expression by its value.
    keys.push({ evaluate: (row) => (text in row ? row[text] : evaluate(row)), sign });
  } while (cursor.accept(','));
  const compare = (one: Fields, other: Fields): number => {
    for (const { evaluate, sign } of keys) {
      const [left, right] = [evaluate(one), evaluate(other)];
      if (left === undefined || right === undefined) {
        if (left !== right) return left === undefined ? 1 : -1;
        continue;
      }
      const difference = order(left, right);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  };
  return (table) => ({ ...table, rows: table.rows.toSorted(compare), isSorted: true });
}
