import { describe, expect, it } from '@jest/globals';
import { isError } from './is-error.ts';
import { InvalidToken, KeysUnavailable } from './token.errors.ts';

describe('an error of a class', () => {
  it('is one that the class made', () => {
    expect(isError(new KeysUnavailable(1), KeysUnavailable)).toBe(true);
  });

  it('is one that another copy of the package made', () => {
    class OtherCopy extends Error {
      readonly code = 'KEYS_UNAVAILABLE';
    }
    expect(isError(new OtherCopy(), KeysUnavailable)).toBe(true);
  });

  it.each([
    ['of another class', new InvalidToken('expired')],
    ['without a code', new Error('KEYS_UNAVAILABLE')],
    ['that is a text', 'KEYS_UNAVAILABLE'],
    ['that is null', null],
    ['that is undefined', undefined],
  ])('is none %s', (_, error) => {
    expect(isError(error, KeysUnavailable)).toBe(false);
  });
});
