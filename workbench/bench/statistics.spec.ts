import { describe, expect, it } from '@jest/globals';
import { quantile, summarise } from './statistics.ts';

describe('quantile', () => {
  it.each([
    { values: [7], share: 0.5, expected: 7 },
    { values: [3, 1, 2], share: 0.5, expected: 2 },
    { values: [4, 1, 3, 2], share: 0.5, expected: 2.5 },
    { values: [10, 20, 30, 40, 50], share: 0.25, expected: 20 },
    { values: [10, 20], share: 0.75, expected: 17.5 },
    { values: [5, 9, 1], share: 0, expected: 1 },
    { values: [5, 9, 1], share: 1, expected: 9 },
    { values: [100, 9, 20], share: 0.5, expected: 20 },
  ])('gives $expected for share $share of $values', ({ values, share, expected }) => {
    expect(quantile(values, share)).toBe(expected);
  });

  it('leaves the list as it was', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  it('rejects an empty list', () => {
    expect(() => quantile([], 0.5)).toThrow(new RangeError('No values to summarise'));
  });
});

describe('summarise', () => {
  it('gives the median and the quartiles', () => {
    expect(summarise([1, 2, 3, 4, 100])).toEqual({ median: 3, low: 2, high: 4, count: 5 });
  });
});
