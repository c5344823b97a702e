import { combine, isPoints, toNumber, type MathContext, type MathValue } from './math-value.ts';

type Apply = (given: readonly MathValue[], context: MathContext) => MathValue;

const each =
  (compute: (value: number) => number): Apply =>
  ([value = 0]) =>
    combine([value], (one = 0) => compute(one));

/** Over several series a value for each period that any of them has; over one series one number. */
const aggregate =
  (compute: (values: readonly number[]) => number): Apply =>
  (given) => {
    const series = given.flatMap((one) => (typeof one === 'object' && 'list' in one ? one.list : [one]));
    const isOne = series.length === 1 && given.length === 1 && !('list' in Object(given[0]));
    const points = series.filter(isPoints);
    if (isOne && points[0]) return points[0].size === 0 ? points[0] : compute([...points[0].values()]);
    const periods = [...new Set(points.flatMap((one) => [...one.keys()]))].sort((a, b) => a - b);
    return new Map(periods.map((at) => [at, compute(points.flatMap((one) => one.get(at) ?? []))]));
  };

/** Functions of each point. */
export const FUNCTIONS: Readonly<Record<string, Apply>> = {
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  FLOOR: each(Math.floor),
  PERIOD: (_given, { period }) => period,
  METRICS: (_given, { metrics }) => ({ list: metrics() }),
  /** `FILL(m, 0)`, `FILL(m, REPEAT)`: a value where there is none. */
  FILL([value = 0, filling = 0], { periods }) {
    const points = isPoints(value) ? value : new Map<number, number>();
    const filled = new Map<number, number>();
    let last: number | undefined;
    for (const at of periods) {
      last = points.get(at) ?? (isWord(filling, 'REPEAT') ? last : toNumber(filling));
      if (last !== undefined && !Number.isNaN(last)) filled.set(at, last);
    }
    return filled;
  },
  /** `IF(condition, then, else)`; without `else` there is no point where the condition does not hold. */
  IF([condition = 0, one = 0, other], { periods }) {
    const points = new Map<number, number>();
    for (const period of periods) {
      const holds = at(condition, period);
      const value = holds === undefined ? undefined : at(holds === 0 ? other : one, period);
      if (value !== undefined) points.set(period, value);
    }
    return points;
  },
  /** Change a second since the point before. */
  RATE([value = 0]) {
    const rates = new Map<number, number>();
    let before: [number, number] | undefined;
    for (const [at, now] of isPoints(value) ? value : []) {
      if (before) rates.set(at, (now - before[1]) / ((at - before[0]) / 1000));
      before = [at, now];
    }
    return rates;
  },
};

export const AGGREGATES: Readonly<Record<string, Apply>> = {
  SUM: aggregate((values) => values.reduce((sum, one) => sum + one, 0)),
  AVG: aggregate((values) => values.reduce((sum, one) => sum + one, 0) / values.length),
  MIN: aggregate((values) => Math.min(...values)),
  MAX: aggregate((values) => Math.max(...values)),
};

function isWord(value: MathValue, word: string): boolean {
  return typeof value === 'object' && 'text' in value && value.text === word;
}

function at(value: MathValue | undefined, period: number): number | undefined {
  return value === undefined ? undefined : isPoints(value) ? value.get(period) : toNumber(value);
}
