import { describe, expect, it } from '@jest/globals';
import { KeysUnavailable } from './token.errors.ts';

describe('KeysUnavailable', () => {
  it.each([
    [0, 1],
    [0.2, 1],
    [1, 1],
    [2.1, 3],
    [30, 30],
  ])('after %d seconds says to come back after %d: whole ones, at least one', (seconds, retryAfter) => {
    expect(new KeysUnavailable(seconds)).toMatchObject({ name: 'KeysUnavailable', retryAfter });
  });
});
