import { describe, expect, it } from '@jest/globals';
import { serializePath } from './serialize-path.ts';

describe('serializePath', () => {
  it.each([
    ['plain', 'a1', '/orders/a1'],
    ['with a slash', 'a/b', '/orders/a%2Fb'],
    ['with what a URL gives a meaning', 'ä ?#%', '/orders/%C3%A4%20%3F%23%25'],
    ['of dots', '...', '/orders/...'],
    ['a number', 7, '/orders/7'],
  ])('encodes a value that is %s', (_, id, path) => {
    expect(serializePath('/orders/{id}', { id })).toBe(path);
  });

  it.each(['', '.', '..'])('rejects %j, which would be another path', (id) => {
    expect(() => serializePath('/orders/{id}', { id })).toThrow(
      new TypeError('The path parameter id must not be empty, "." or "..": no URL can hold it.'),
    );
  });
});
