/** What a list of timings says: its middle, and the span its middle half lies in. */
export type Summary = Readonly<{ median: number; low: number; high: number; count: number }>;

/**
 * The value below which the given share of the list lies, interpolated between neighbours.
 *
 * @param share 0 to 1: 0.5 is the median.
 * @throws RangeError when there is nothing to summarise.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('No values to summarise');
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and quartiles: a machine that other programs share makes means and extremes worthless. */
export function summarise(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
    count: values.length,
  };
}
