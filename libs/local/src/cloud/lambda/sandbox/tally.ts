/** How many of something there are at the moment, by name. */
export type Tally = {
  of(name: string): number;
  total(): number;
  /** Counts one more until the function that it gives is called. */
  add(name: string): () => void;
};

export function createTally(): Tally {
  const counts = new Map<string, number>();
  let total = 0;
  const change = (name: string, by: number): void => {
    total += by;
    const count = (counts.get(name) ?? 0) + by;
    if (count === 0) counts.delete(name);
    else counts.set(name, count);
  };
  return {
    of: (name) => counts.get(name) ?? 0,
    total: () => total,
    add(name) {
      change(name, 1);
      return () => change(name, -1);
    },
  };
}
