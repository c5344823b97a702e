import { expect, it } from '@jest/globals';
import { parseDuration } from './parse-duration.ts';

it.each([
  ['30s', 30_000],
  ['15m', 900_000],
  ['2h', 7_200_000],
  ['7d', 604_800_000],
  ['', undefined],
  ['15', undefined],
  ['-1m', undefined],
  ['1w', undefined],
])('%j lasts %p milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
