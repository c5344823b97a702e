import { describe, expect, it } from '@jest/globals';
import { readRetryAfter } from './read-retry-after.ts';

const NOW = Date.parse('2026-11-22T12:00:00.500Z');

describe('readRetryAfter', () => {
  it.each([
    ['seconds', '120', 120],
    ['no seconds', '0', 0],
    ['seconds within white space', ' 7 ', 7],
    ['a date to come, rounded up', 'Sun, 22 Nov 2026 12:00:30 GMT', 30],
    ['a date gone by', 'Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['the obsolete form of a date', 'Sunday, 22-Nov-26 12:00:30 GMT', 30],
  ])('reads %s', (_, value, seconds) => {
    expect(readRetryAfter(value, NOW)).toBe(seconds);
  });

  it.each([null, '', ' ', '-1', '1.5', '1e3', 'soon', '2026-11-22', 'Sunday', '12345678901'])(
    'reads nothing from %j',
    (value) => {
      expect(readRetryAfter(value, NOW)).toBeUndefined();
    },
  );
});
