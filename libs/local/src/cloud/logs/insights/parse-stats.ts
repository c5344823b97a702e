import { parseExpression, type Cursor, type Expression, type Fields, type Value } from './expression.ts';
import { AGGREGATES } from './functions.ts';
import { parseAlias, parseNamed } from './parse-named.ts';
import type { Table } from './table.ts';
import { malformed } from './tokenize.ts';

type Aggregation = { name: string; apply(rows: readonly Fields[]): Value };

/** Reads `stats count(*) as n, pct(ms, 95) by route, bin(5m)`. */
export function parseStats(cursor: Cursor): (table: Table) => Table {
  const aggregations: Aggregation[] = [];
  do aggregations.push(parseAggregation(cursor));
  while (cursor.accept(','));
  const keys = cursor.accept('by') ? parseNamed(cursor) : [];
  return ({ rows }) => {
    const groups = new Map<string, { key: [string, Value][]; rows: Fields[] }>();
    for (const row of rows) {
      const key = keys.map(({ name, expression }): [string, Value] => [name, expression.evaluate(row)]);
      const id = JSON.stringify(key.map(([, value]) => value ?? null));
      const group = groups.get(id) ?? { key, rows: [] };
      group.rows.push(row);
      groups.set(id, group);
    }
    // Without a key there is one row, of no events too.
    if (keys.length === 0 && groups.size === 0) groups.set('', { key: [], rows: [] });
    return {
      rows: [...groups.values()].map((group) =>
        Object.fromEntries([
          ...group.key,
          ...aggregations.map(({ name, apply }) => [name, apply(group.rows)] as const),
        ]),
      ),
      columns: [...keys.map(({ name }) => name), ...aggregations.map(({ name }) => name)],
      isSorted: true,
    };
  };
}

function parseAggregation(cursor: Cursor): Aggregation {
  const name = cursor.take();
  const aggregate = name.kind === 'name' ? AGGREGATES[name.text.toLowerCase()] : undefined;
  if (name.kind !== 'name' || !aggregate)
    throw malformed(
      `the local AWS does not know the aggregation ${name.kind === 'name' ? name.text : name.kind} of queries`,
    );
  cursor.expect('(');
  const isAll = cursor.accept('*');
  const given: Expression[] = [];
  if (!isAll) {
    do given.push(parseExpression(cursor));
    while (cursor.accept(','));
  }
  cursor.expect(')');
  const [subject, parameter] = given;
  const written = `${name.text}(${isAll ? '*' : given.map(({ text }) => text).join(',')})`;
  return {
    name: parseAlias(cursor) ?? written,
    apply: (rows) =>
      subject
        ? aggregate(
            rows.map((row) => subject.evaluate(row)),
            Number(parameter?.evaluate({}) ?? 0),
          )
        : rows.length,
  };
}
