import { describe, expect, it } from '@jest/globals';
import type { Fields } from './expression.ts';
import { parseQuery } from './run-query.ts';

const EVENTS: Fields[] = [
  {
    '@timestamp': 60_000,
    '@message': 'user=ada took 12 ms',
    level: 'info',
    route: 'GET /a',
    ms: 12,
    status: 200,
  },
  {
    '@timestamp': 61_000,
    '@message': 'user=bob took 30 ms',
    level: 'error',
    route: 'GET /a',
    ms: 30,
    status: 500,
  },
  {
    '@timestamp': 130_000,
    '@message': 'user=ada took 6 ms',
    level: 'info',
    route: 'GET /b',
    ms: 6,
    status: 200,
  },
];

function run(query: string): unknown[][] {
  const { rows, columns = ['@message'] } = parseQuery(query)(EVENTS);
  return rows.map((row) => columns.map((column) => row[column]));
}

describe('a query of Logs Insights', () => {
  it.each<[string, unknown[][]]>([
    [
      'fields route, ms | filter ms > 10',
      [
        ['GET /a', 12],
        ['GET /a', 30],
      ],
    ],
    ['filter level = "error" | fields ms', [[30]]],
    ['filter status in [500, 503] | fields ms', [[30]]],
    ['filter status not in [500] and route = "GET /b" | fields ms', [[6]]],
    ['filter @message like /user=(ada|eve)/ | fields ms', [[12], [6]]],
    ['filter @message like "bob" or ms < 10 | fields ms', [[30], [6]]],
    ['filter not ispresent(level) | fields ms', []],
    ['fields ms * 2 + 1 as twice | sort twice desc | limit 1', [[61]]],
    [
      'stats count(*) by route',
      [
        ['GET /a', 2],
        ['GET /b', 1],
      ],
    ],
    [
      'stats count(*) as n, avg(ms), pct(ms, 50) by level | sort n desc',
      [
        ['info', 2, 9, 6],
        ['error', 1, 30, 30],
      ],
    ],
    [
      'stats max(ms) by bin(1m)',
      [
        [60_000, 30],
        [120_000, 6],
      ],
    ],
    ['filter ms > 1000 | stats count(*)', [[0]]],
    [
      'parse @message "user=* took * ms" as who, took | stats sum(took) by who',
      [
        ['ada', 18],
        ['bob', 30],
      ],
    ],
    ['parse @message /user=(?<who>\\w+)/ | display who', [['ada'], ['bob'], ['ada']]],
    ['fields route | dedup route', [['GET /a'], ['GET /b']]],
    ['sort by_nothing | display ms', [[12], [30], [6]]],
    ["# a comment\nfilter `level` = 'info' | display toupper(level)", [['INFO'], ['INFO']]],
    ['filter coalesce(missing, ms) = 30 | display strlen(level)', [[5]]],
  ])('%s', (query, rows) => {
    expect(run(query)).toEqual(rows);
  });

  it.each([
    ['fields a | explode b', 'the local AWS does not know the command explode of queries'],
    ['fields nothing(a)', 'the local AWS does not know the function nothing of queries'],
    ['stats median(a)', 'the local AWS does not know the aggregation median of queries'],
    ['filter (a = 1', 'expected )'],
    ['filter a like 5', 'expected a pattern after like'],
    ['filter a = ', 'the query ends too early'],
    ['filter a like /(/', 'invalid regular expression: ('],
    ['limit ten', 'limit takes a number'],
  ])('rejects %s', (query, message) => {
    expect(() => parseQuery(query)).toThrow(message);
  });
});
