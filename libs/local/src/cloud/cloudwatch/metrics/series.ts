/** Names and values that tell the series of a metric apart. */
export type Dimension = { Name: string; Value: string };

/** One series of a metric: `AWS/Lambda`, `Errors`, of one function. */
export type Series = {
  region: string;
  namespace: string;
  name: string;
  dimensions: readonly Dimension[];
};

/** What was measured: a value, and how often. */
export type Datum = {
  /** Milliseconds since 1970. */
  at: number;
  value: number;
  count: number;
  /** Default `None`. */
  unit: string;
};

/** Dimensions as a key; their order does not matter. */
export function dimensionsKey(dimensions: readonly Dimension[]): string {
  return JSON.stringify(
    [...dimensions]
      .map(({ Name, Value }) => [Name, Value])
      .sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  );
}

export function dimensionsOf(key: string): Dimension[] {
  return (JSON.parse(key) as [string, string][]).map(([Name, Value]) => ({ Name, Value }));
}
