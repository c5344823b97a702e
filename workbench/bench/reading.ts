import type { Measure } from './read-options.ts';

/** The most a reading may be: of its ratio to the bare handler, or of the value itself. */
export type Budget = Readonly<{ of: 'ratio' | 'value'; is: number }>;

/** One line of the result: what was measured of whom. */
export type Reading = Readonly<{
  measure: Measure;
  case: string;
  /** What the value counts: `ms`, `µs`, `MB`, … */
  unit: string;
  value: number;
  /** The quartiles, of values taken more than once. */
  spread?: readonly [number, number];
  /** To the bare handler in the same run. */
  ratio?: number;
  most?: Budget | undefined;
}>;

/** Whether a reading is within its budget; undefined where it has none. */
export function withinBudget({ value, ratio, most }: Reading): boolean | undefined {
  if (!most) return undefined;
  return (most.of === 'ratio' ? (ratio ?? Number.NaN) : value) <= most.is;
}
