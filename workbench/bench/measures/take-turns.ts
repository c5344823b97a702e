/**
 * Takes each case once, then each once more, and so on: whatever slows the machine for a while slows all of them alike.
 * A first round that warms the disk cache is not counted.
 *
 * @returns per case, its `runs` values in the order they were taken.
 */
export async function takeTurns<Case>(
  cases: readonly Case[],
  runs: number,
  take: (one: Case) => Promise<number>,
): Promise<Map<Case, number[]>> {
  const taken = new Map<Case, number[]>(cases.map((one) => [one, []]));
  for (let run = 0; run <= runs; run++) {
    for (const one of cases) {
      const value = await take(one);
      if (run > 0) taken.get(one)?.push(value);
    }
  }
  return taken;
}
