import { describe, expect, it } from '@jest/globals';
import { BARE, type Case } from '../cases.ts';
import { toReadings } from './to-readings.ts';

const make = (name: string): Case => ({
  name,
  deployment: { folder: '/nowhere', handler: 'index.handler', file: 'index.mjs' },
  event: {},
  status: 200,
  ours: name !== BARE,
});

describe('toReadings', () => {
  it('gives medians, quartiles and ratios to the bare handler', () => {
    const taken = new Map([
      [make(BARE), [40, 42, 41]],
      [make('product'), [82, 80, 84]],
    ]);
    const kind = { measure: 'first', unit: 'ms' } as const;
    const budget = { of: 'ratio', is: 1.75 } as const;
    expect(toReadings(kind, taken, ({ ours }) => (ours ? budget : undefined))).toEqual([
      { ...kind, case: BARE, value: 41, spread: [40.5, 41.5], ratio: 1 },
      { ...kind, case: 'product', value: 82, spread: [81, 83], ratio: 2, most: budget },
    ]);
  });

  it('hands the medians of all to those who set a budget', () => {
    const taken = new Map([
      [make(BARE), [4]],
      [make('product'), [8]],
    ]);
    const seen: unknown[] = [];
    toReadings({ measure: 'warm', unit: 'µs' }, taken, (_, medians) => void seen.push([...medians]));
    expect(seen[0]).toEqual([
      [BARE, 4],
      ['product', 8],
    ]);
  });
});
