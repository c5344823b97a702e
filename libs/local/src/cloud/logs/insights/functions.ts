import type { Fields, Value } from './expression.ts';

type Call = (given: readonly Value[], fields: Fields) => Value;

const text = (value: Value): string => String(value ?? '');
const numbers = (given: readonly Value[]): number[] =>
  given
    .filter((one) => one !== undefined)
    .map(Number)
    .filter((one) => !Number.isNaN(one));
const onNumber =
  (apply: (value: number) => number): Call =>
  ([value]) =>
    value === undefined ? undefined : apply(Number(value));

/**
 * Functions of one event, by their names in lower case.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const FUNCTIONS: Readonly<Record<string, Call>> = {
  abs: onNumber(Math.abs),
  ceil: onNumber(Math.ceil),
  floor: onNumber(Math.floor),
  log: onNumber(Math.log),
  sqrt: onNumber(Math.sqrt),
  greatest: (given) => Math.max(...numbers(given)),
  least: (given) => Math.min(...numbers(given)),
  strlen: ([value]) => text(value).length,
  toupper: ([value]) => text(value).toUpperCase(),
  tolower: ([value]) => text(value).toLowerCase(),
  trim: ([value]) => text(value).trim(),
  ltrim: ([value]) => text(value).trimStart(),
  rtrim: ([value]) => text(value).trimEnd(),
  concat: (given) => given.map(text).join(''),
  substr: ([value, start, length]) =>
    text(value).slice(Number(start), length === undefined ? undefined : Number(start) + Number(length)),
  replace: ([value, from, to]) => text(value).replaceAll(text(from), text(to)),
  strcontains: ([value, part]) => Number(text(value).includes(text(part))),
  ispresent: ([value]) => value !== undefined,
  isempty: ([value]) => value === undefined || value === '',
  isblank: ([value]) => value === undefined || text(value).trim() === '',
  coalesce: (given) => given.find((one) => one !== undefined),
  tonumber: ([value]) => (value === undefined ? undefined : Number(value)),
  bin: ([period], fields) => floorTo(Number(fields['@timestamp']), Number(period)),
  datefloor: ([time, period]) => floorTo(Number(time), Number(period)),
  dateceil: ([time, period]) => Math.ceil(Number(time) / Number(period)) * Number(period),
  tomillis: ([time]) => Number(time),
  frommillis: ([time]) => Number(time),
};

function floorTo(time: number, period: number): number {
  return Math.floor(time / period) * period;
}

type Aggregate = (values: readonly Value[], parameter: number) => Value;

const overNumbers =
  (apply: (values: number[]) => number): Aggregate =>
  (values) => {
    const found = numbers(values);
    return found.length === 0 ? undefined : apply(found);
  };

/** Functions of many events. `count(*)` is told apart by the caller. */
export const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count: (values) => values.filter((one) => one !== undefined).length,
  count_distinct: (values) => new Set(values.filter((one) => one !== undefined)).size,
  sum: overNumbers((values) => values.reduce((sum, one) => sum + one, 0)),
  avg: overNumbers((values) => values.reduce((sum, one) => sum + one, 0) / values.length),
  min: overNumbers((values) => Math.min(...values)),
  max: overNumbers((values) => Math.max(...values)),
  stddev: overNumbers((values) => {
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
  }),
  pct: (values, parameter) => percentile(numbers(values), parameter),
  earliest: (values) => values.at(0),
  latest: (values) => values.at(-1),
};

/** The value that a share of the others, in per cent, does not exceed. */
export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}
