import { AwsError } from '../../endpoint/aws-error.ts';
import { flag, list, number, optional, structure, text, type Shape } from '../../endpoint/shape.ts';
import { isPoints, type MathValue } from '../math/math-value.ts';
import { parseExpression, type Expression } from '../math/parse-expression.ts';
import { isStatistic } from './compute-statistic.ts';
import type { MetricTable } from './metric-table.ts';
import { readPeriods, type Points } from './read-periods.ts';
import type { Dimension } from './series.ts';

export const NAMESPACE = text({ min: 1, max: 255, pattern: /^[^:].*$/ });
export const METRIC_NAME = text({ min: 1, max: 255 });
export const DIMENSIONS = list(
  structure({ Name: text({ min: 1, max: 255 }), Value: text({ min: 1, max: 1024 }) }),
  { max: 30 },
);

/** Seconds: 1, 5, 10, 20, 30, or whole minutes. */
export const PERIOD: Shape<number> = (value, at) => {
  const period = number({ min: 1, max: 86_400 })(value, at);
  if ([1, 5, 10, 20, 30].includes(period) || period % 60 === 0) return period;
  throw new AwsError(
    'InvalidParameterValue',
    `The parameter ${at} must be 1, 5, 10, 20, 30 or a multiple of 60.`,
  );
};

export const STATISTIC: Shape<string> = (value, at) => {
  const name = text()(value, at);
  if (isStatistic(name)) return name;
  throw new AwsError('InvalidParameterValue', `The local AWS does not know the statistic ${name} of ${at}.`);
};

export const METRIC_QUERY = structure({
  Id: text({ min: 1, max: 255, pattern: /^[a-z]\w*$/ }),
  MetricStat: optional(
    structure({
      Metric: structure({
        Namespace: NAMESPACE,
        MetricName: METRIC_NAME,
        Dimensions: optional(DIMENSIONS),
      }),
      Period: PERIOD,
      Stat: STATISTIC,
      Unit: optional(text()),
    }),
  ),
  Expression: optional(text({ min: 1, max: 2048 })),
  Label: optional(text()),
  ReturnData: optional(flag()),
  Period: optional(PERIOD),
});

export type MetricQuery = {
  Id: string;
  MetricStat?: {
    Metric: { Namespace: string; MetricName: string; Dimensions?: Dimension[] };
    Period: number;
    Stat: string;
    Unit?: string;
  };
  Expression?: string;
  Label?: string;
  ReturnData?: boolean;
  Period?: number;
};

/** Throws AwsError `ValidationError` for queries that are not answerable: expressions that do not parse, ids that are not there. */
export function checkQueries(queries: readonly MetricQuery[]): Map<string, Expression> {
  const ids = new Set(queries.map(({ Id }) => Id));
  if (ids.size < queries.length)
    throw new AwsError('ValidationError', 'The values for the id parameter are not unique.');
  const expressions = new Map<string, Expression>();
  for (const { Id, MetricStat, Expression: written } of queries) {
    if ((MetricStat === undefined) === (written === undefined))
      throw new AwsError('ValidationError', `The query ${Id} needs either MetricStat or Expression.`);
    if (written === undefined) continue;
    const expression = parseExpression(written);
    const unknown = [...expression.ids].find((id) => !ids.has(id));
    if (unknown !== undefined)
      throw new AwsError('ValidationError', `Error in expression '${Id}': unknown id ${unknown}`);
    expressions.set(Id, expression);
  }
  return expressions;
}

/** Seconds of one period of all queries: expressions have that of the metrics. */
export function periodOf(queries: readonly MetricQuery[]): number {
  const periods = queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 1);
  return Math.max(...periods);
}

/** Points of each query by its id, for the periods that start in a range. Throws AwsError `ValidationError`. */
export function runQueries(
  table: MetricTable,
  region: string,
  queries: readonly MetricQuery[],
  from: number,
  before: number,
): Map<string, Points> {
  const expressions = checkQueries(queries);
  const period = periodOf(queries);
  const length = period * 1000;
  const first = Math.floor(from / length) * length;
  const count = Math.max(0, Math.ceil((before - first) / length));
  const periods = Array.from({ length: count }, (_, index) => first + index * length);
  const found = new Map<string, MathValue>();
  const computing = new Set<string>();

  const compute = (id: string): MathValue => {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (computing.has(id))
      throw new AwsError('ValidationError', `Error in expression '${id}': it is made of itself`);
    computing.add(id);
    const query = queries.find(({ Id }) => Id === id);
    const value = query?.MetricStat ? readMetric(query.MetricStat) : evaluate(id);
    found.set(id, value);
    return value;
  };
  const readMetric = ({ Metric, Period, Stat, Unit }: NonNullable<MetricQuery['MetricStat']>): Points => {
    const { Namespace: namespace, MetricName: name, Dimensions: dimensions = [] } = Metric;
    const series = { region, namespace, name, dimensions };
    return readPeriods(table, { series, statistic: Stat, period: Period, unit: Unit }, from, before);
  };
  const evaluate = (id: string): MathValue => {
    const value = expressions.get(id)?.evaluate({
      metric: compute,
      metrics: () =>
        queries
          .filter(({ MetricStat }) => MetricStat)
          .map(({ Id }) => compute(Id))
          .filter(isPoints),
      periods,
      period,
    });
    if (value === undefined || (typeof value === 'object' && !isPoints(value)))
      throw new AwsError('ValidationError', `Error in expression '${id}': it gives no single series`);
    return value;
  };
  return new Map(
    queries.map(({ Id }) => {
      const value = compute(Id);
      // A number is the same in every period.
      return [Id, isPoints(value) ? value : new Map(periods.map((at) => [at, Number(value)]))];
    }),
  );
}
