import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../reading.ts';
import { formatTable } from './format-table.ts';

const first = (reading: Partial<Reading>): Reading => ({
  measure: 'first',
  case: 'bare handler',
  unit: 'ms',
  value: 40.04,
  ...reading,
});

describe('formatTable', () => {
  it('aligns a line per reading under a head', () => {
    const readings = [
      first({ spread: [39, 42.25], ratio: 1 }),
      first({ case: 'Hono', value: 123.4, ratio: 3.081 }),
    ];
    expect(formatTable(readings)).toEqual([
      '                value  quartiles  × bare  at most',
      'bare handler  40.0 ms    39–42.3    1.00',
      'Hono           123 ms               3.08',
    ]);
  });

  it.each([
    {
      title: 'a ratio',
      reading: first({ ratio: 1.7, most: { of: 'ratio', is: 1.75 } }),
      end: '1.75 ×  held',
    },
    {
      title: 'a ratio',
      reading: first({ ratio: 1.8, most: { of: 'ratio', is: 1.75 } }),
      end: '1.75 ×  MISSED',
    },
    { title: 'a value', reading: first({ value: 80, most: { of: 'value', is: 80 } }), end: '80  held' },
    { title: 'a value', reading: first({ value: 80.1, most: { of: 'value', is: 80 } }), end: '80  MISSED' },
    { title: 'no ratio', reading: first({ most: { of: 'ratio', is: 2 } }), end: '2 ×  MISSED' },
  ])('says whether the budget of $title is held: $end', ({ reading, end }) => {
    expect(formatTable([reading])[1]).toMatch(new RegExp(`\\b${end}$`));
  });
});
