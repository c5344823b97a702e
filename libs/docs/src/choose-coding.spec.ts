import { describe, expect, it } from '@jest/globals';
import { chooseCoding } from './choose-coding.ts';

describe('chooseCoding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['deflate', 'identity'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0.5,gzip;q=0.5', 'br'],
    ['br ; q=1.0', 'br'],
    ['gzip;q=0', 'identity'],
    ['identity;q=0.5, gzip;q=0.4', 'identity'],
    ['identity, gzip', 'gzip'],
    ['*;q=0', 'identity'],
    ['br;q=high', 'identity'],
    ['br;q=2', 'identity'],
  ])('answers %j with %s', (header, coding) => {
    expect(chooseCoding(header)).toBe(coding);
  });
});
