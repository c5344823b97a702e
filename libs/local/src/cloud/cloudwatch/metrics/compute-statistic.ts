import type { Datum } from './series.ts';

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;
/** The statistics that are no percentiles. */
export const PLAIN_STATISTICS: ReadonlySet<string> = new Set([
  'SampleCount',
  'Sum',
  'Average',
  'Minimum',
  'Maximum',
]);

/** Whether a statistic is known here: the five plain ones and percentiles, `p99.9`. */
export function isStatistic(name: string): boolean {
  return PLAIN_STATISTICS.has(name) || PERCENTILE.test(name);
}

/** A statistic of what was measured in a period; `undefined` when that is nothing. */
export function computeStatistic(name: string, data: readonly Datum[]): number | undefined {
  if (data.length === 0) return undefined;
  const count = data.reduce((sum, one) => sum + one.count, 0);
  const total = data.reduce((sum, one) => sum + one.value * one.count, 0);
  switch (name) {
    case 'SampleCount':
      return count;
    case 'Sum':
      return total;
    case 'Average':
      return count === 0 ? 0 : total / count;
    case 'Minimum':
      return data.reduce((least, { value }) => Math.min(least, value), Infinity);
    case 'Maximum':
      return data.reduce((most, { value }) => Math.max(most, value), -Infinity);
    default:
      return percentile(Number(PERCENTILE.exec(name)?.[1]), data, count);
  }
}

/** The smallest value that so many per cent are not above. */
function percentile(percent: number, data: readonly Datum[], count: number): number | undefined {
  let left = (percent / 100) * count;
  const sorted = data.toSorted((one, other) => one.value - other.value);
  for (const { value, count: times } of sorted) {
    left -= times;
    if (left <= 1e-9) return value;
  }
  return sorted.at(-1)?.value;
}
