import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import type { LogParts } from './create-logs.ts';
import { GROUP_NAME, groupNameOf } from './group-operations.ts';
import { discoverFields } from './insights/discover-fields.ts';
import type { Fields, Value } from './insights/expression.ts';
import { parseQuery } from './insights/run-query.ts';

/** How many events a query looks at. */
const MAX_SCANNED = 100_000;
const MAX_QUERIES = 100;

type Results = { rows: Fields[]; columns: string[]; matched: number; scanned: number };

/** The operations of Logs Insights. A query is run when it is started, and its results are there at once. */
export function queryOperations({ table, writer }: LogParts): Record<string, Operation> {
  const queries = new Map<string, Results>();

  const run = (
    names: readonly string[],
    query: string,
    from: number,
    until: number,
    { region, accountId }: Call,
  ): Results => {
    const evaluate = parseQuery(query);
    const events = names.flatMap((group) => {
      writer.find(region, group);
      const range = { region, group, from: from * 1000, before: until * 1000 + 1000 };
      return table
        .read({ ...range, isReversed: true, limit: MAX_SCANNED, offset: 0 })
        .map((event) => discoverFields(event, group, accountId));
    });
    const { rows, columns = ['@timestamp', '@message'] } = evaluate(events);
    return { rows, columns, matched: rows.length, scanned: events.length };
  };

  return {
    StartQuery: operation(
      structure({
        logGroupName: optional(GROUP_NAME),
        logGroupNames: optional(list(GROUP_NAME, { max: 50 })),
        logGroupIdentifiers: optional(list(text(), { max: 50 })),
        startTime: number({ min: 0 }),
        endTime: number({ min: 0 }),
        queryString: text({ max: 10_000 }),
        limit: optional(number({ min: 1, max: 10_000 })),
        queryLanguage: optional(oneOf('CWLI')),
      }),
      (input, call) => {
        const {
          logGroupName,
          logGroupNames = [],
          logGroupIdentifiers = [],
          startTime,
          endTime,
          queryString,
        } = input;
        const byId = logGroupIdentifiers.map(groupNameOf);
        const names = [...(logGroupName === undefined ? [] : [logGroupName]), ...logGroupNames, ...byId];
        if (names.length === 0) throw new AwsError('InvalidParameterException', 'A query needs log groups.');
        const results = run(names, queryString, startTime, endTime, call);
        const queryId = randomUUID();
        queries.set(queryId, { ...results, rows: results.rows.slice(0, input.limit ?? 10_000) });
        const [oldest] = queries.keys();
        if (queries.size > MAX_QUERIES && oldest !== undefined) queries.delete(oldest);
        return { queryId };
      },
    ),
    GetQueryResults: operation(structure({ queryId: text() }), ({ queryId }) => {
      const found = queries.get(queryId);
      if (!found) throw new AwsError('ResourceNotFoundException', 'The query does not exist.');
      return {
        status: 'Complete',
        queryLanguage: 'CWLI',
        statistics: { recordsMatched: found.matched, recordsScanned: found.scanned, bytesScanned: 0 },
        results: found.rows.map((row) => toCells(row, found.columns)),
      };
    }),
    StopQuery: operation(structure({ queryId: text() }), ({ queryId }) => ({
      success: queries.delete(queryId),
    })),
  };
}

function toCells(row: Fields, columns: readonly string[]): { field: string; value: string }[] {
  const shown = row['@ptr'] === undefined ? columns : [...columns, '@ptr'];
  return shown.flatMap((field) =>
    row[field] === undefined ? [] : [{ field, value: toText(field, row[field]) }],
  );
}

/** Times as `2026-11-29 12:00:00.000`, truth values as 1 and 0. */
function toText(field: string, value: Value): string {
  const isTime =
    typeof value === 'number' &&
    (/^@(timestamp|ingestionTime)$/.test(field) || /^(bin|datefloor|dateceil|fromMillis)\(/i.test(field));
  if (isTime) return new Date(value).toISOString().replace('T', ' ').replace('Z', '');
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
