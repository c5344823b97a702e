import { describe, expect, it } from '@jest/globals';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const MESSAGE = JSON.stringify({
  level: 'error',
  status: 503,
  route: 'GET /v1/x',
  isLate: true,
  none: null,
  a: { b: [{ c: 'deep' }] },
});

describe('a filter pattern', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR late', 'late ERROR', true],
    ['ERROR late', 'ERROR', false],
    ['"an ERROR"', 'an ERROR', true],
    ['?a1 ?b1', 'x b1', true],
    ['?a1 ?b1', 'x c1', false],
    ['ERROR -known', 'ERROR known', false],
    ['ERROR -known', 'ERROR new', true],
    ['%40[13]%', 'status 403', true],
    ['%40[13]%', 'status 404', false],
  ])('%j of words takes %j: %j', (pattern, message, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected);
  });

  it.each([
    ['{ $.level = "error" }', true],
    ['{ $.level = error }', true],
    ['{ $.level = "err*" }', true],
    ['{ $.level != "error" }', false],
    ['{ $.missing != "error" }', false],
    ['{ $.status = 503 }', true],
    ['{ $.status >= 500 && $.status < 600 }', true],
    ['{ $.status > 503 || $.status <= 502 }', false],
    ['{ ($.status > 503 || $.status <= 503) && $.level = "error" }', true],
    ['{ $.a.b[0].c = "deep" }', true],
    ['{ $.isLate IS TRUE }', true],
    ['{ $.isLate IS FALSE }', false],
    ['{ $.none IS NULL }', true],
    ['{ $.none EXISTS }', true],
    ['{ $.missing NOT EXISTS }', true],
    ['{ $.route = "GET *" }', true],
  ])('%j of JSON: %j', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(MESSAGE)).toBe(expected);
  });

  it('of JSON takes no message that is none', () => {
    expect(parseFilterPattern('{ $.missing NOT EXISTS }')('no JSON')).toBe(false);
  });

  it.each(['{ $.a = 1', '{ $.a }', '{ a = 1 }', '{ $.a = 1 } x', '{ $.a ~ 1 }', '"open', '%(%', '[a, b]'])(
    '%j is rejected',
    (pattern) => {
      expect(() => parseFilterPattern(pattern)).toThrow(
        expect.objectContaining({ code: 'InvalidParameterException' }),
      );
    },
  );
});
