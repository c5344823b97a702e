import { describe, expect, it } from '@jest/globals';
import { convertPrimitive } from './convert-primitive.ts';

describe('convertPrimitive', () => {
  it.each([
    [Number, '0', 0],
    [Number, '12', 12],
    [Number, '-12.25', -12.25],
    [Number, '123456789012345', 123_456_789_012_345],
    [Number, '0.123456789012345', 0.123_456_789_012_345],
    [Number, 7, 7],
    [Boolean, true, true],
    [Boolean, false, false],
    [Boolean, 'true', true],
    [Boolean, 'false', false],
    [String, '', ''],
  ] as const)('makes for %p of %j: %j', (type, value, expected) => {
    expect(convertPrimitive(value, type)).toBe(expected);
  });

  it.each([
    [Number, '1234567890123456'],
    [Number, '0.1234567890123456'],
    [Number, '1.'],
    [Number, '.5'],
    [Number, '+1'],
    [Number, ' 1'],
    [Number, '1 '],
    [Number, '1,5'],
    [Number, null],
    [Number, true],
    [Number, { toString: () => '1' }],
    [Boolean, 'TRUE'],
    [Boolean, ''],
    [Boolean, 1],
    [Boolean, null],
    [String, 1],
  ] as const)('rejects for %p: %j', (type, value) => {
    expect(() => convertPrimitive(value, type, 'page')).toThrow('The input is not valid.');
  });
});
