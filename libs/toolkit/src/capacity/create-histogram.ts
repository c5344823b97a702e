/** Values and how much each counts, kept to one per cent of the value. */
export type Histogram = Readonly<{
  add: (value: number, weight: number) => void;
  /** The value that the given share of the weight does not exceed; 0 when there is none. */
  quantile: (share: number) => number;
  /** How much counts, up to each value that there is, as shares of it all. */
  cumulative: () => readonly (readonly [value: number, share: number])[];
}>;

const STEP = Math.log(1.01);
/** Below it values are not told apart. */
const MIN_VALUE = 0.01;

export function createHistogram(): Histogram {
  const bins: number[] = [];
  let total = 0;
  const cumulative = (): [number, number][] => {
    const points: [number, number][] = [];
    let sum = 0;
    for (const [bin, weight = 0] of bins.entries()) {
      if (weight === 0) continue;
      sum += weight;
      points.push([valueOf(bin), sum / total]);
    }
    return points;
  };
  return {
    add: (value, weight) => {
      const bin = Math.floor(Math.log(Math.max(value, MIN_VALUE) / MIN_VALUE) / STEP);
      bins[bin] = (bins[bin] ?? 0) + weight;
      total += weight;
    },
    quantile: (share) => cumulative().find(([, sum]) => sum >= share - 1e-12)?.[0] ?? 0,
    cumulative,
  };
}

function valueOf(bin: number): number {
  return MIN_VALUE * Math.exp((bin + 0.5) * STEP);
}
