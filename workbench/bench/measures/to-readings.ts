import { BARE, type Case } from '../cases.ts';
import type { Budget, Reading } from '../reading.ts';
import { summarise } from '../statistics.ts';

type Kind = Readonly<{ measure: Reading['measure']; unit: string }>;

/** Sums up what taking turns gave: median, quartiles and the ratio to the bare handler of the same run. */
export function toReadings(
  kind: Kind,
  taken: ReadonlyMap<Case, readonly number[]>,
  findBudget: (one: Case, medians: ReadonlyMap<string, number>) => Budget | undefined,
): Reading[] {
  const medians = new Map([...taken].map(([one, values]) => [one.name, summarise(values).median]));
  const bare = medians.get(BARE) ?? Number.NaN;
  return [...taken].map(([one, values]): Reading => {
    const { median, low, high } = summarise(values);
    return {
      measure: kind.measure,
      case: one.name,
      unit: kind.unit,
      value: median,
      spread: [low, high],
      ratio: median / bare,
      most: findBudget(one, medians),
    };
  });
}
