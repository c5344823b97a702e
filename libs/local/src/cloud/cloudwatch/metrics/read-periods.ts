import { computeStatistic } from './compute-statistic.ts';
import type { MetricTable } from './metric-table.ts';
import type { Series } from './series.ts';

/** Values by the start of their period, in milliseconds since 1970; periods without values are missing. */
export type Points = ReadonlyMap<number, number>;

export type Reading = {
  series: Series;
  statistic: string;
  /** Seconds. */
  period: number;
  /** Takes values of this unit alone. */
  unit?: string | undefined;
};

/** A statistic for each period that starts in a range. Periods start at whole multiples of themselves. */
export function readPeriods(table: MetricTable, reading: Reading, from: number, before: number): Points {
  const { series, statistic, period, unit } = reading;
  const length = period * 1000;
  const start = Math.floor(from / length) * length;
  const data = table.read(series, start, before);
  const fitting = unit === undefined ? data : data.filter((one) => one.unit === unit);
  const periods = Map.groupBy(fitting, ({ at }) => Math.floor(at / length) * length);
  const points = new Map<number, number>();
  for (const [at, values] of periods) {
    const value = computeStatistic(statistic, values);
    if (value !== undefined) points.set(at, value);
  }
  return points;
}
