import type { Points } from '../metrics/read-periods.ts';

/** A number, a series of points, several values, or a word that a function is given. */
export type MathValue = number | Points | { list: readonly MathValue[] } | { text: string };

export type MathContext = {
  /** Value of another metric of the query. Throws AwsError when there is none. */
  metric(id: string): MathValue;
  /** Points of all metrics of the query that are no expressions. */
  metrics(): readonly Points[];
  /** Starts of all periods that are asked for, the oldest first. */
  periods: readonly number[];
  /** Seconds. */
  period: number;
};

export function isPoints(value: MathValue): value is Points {
  return value instanceof Map;
}

/** A value for every period where all of the operands have one; a number has it everywhere. */
export function combine(operands: readonly MathValue[], compute: (...values: number[]) => number): MathValue {
  const first = operands.find(isPoints);
  if (!first) return compute(...operands.map(toNumber));
  const points = new Map<number, number>();
  for (const at of first.keys()) {
    const values = operands.map((one) => (isPoints(one) ? one.get(at) : toNumber(one)));
    if (!values.every((value) => value !== undefined)) continue;
    const value = compute(...values);
    // Where it is divided by nothing there is no point.
    if (Number.isFinite(value)) points.set(at, value);
  }
  return points;
}

export function toNumber(value: MathValue | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}
