import { describe, expect, it } from '@jest/globals';
import { readIdentity } from './read-identity.ts';

const request = { headers: new Map([['x-token', 'from header']]), rawQueryString: 'a=1&token=from%20query' };

describe('readIdentity', () => {
  it.each([
    ['$request.header.X-Token', 'from header'],
    ['$request.header.Other', undefined],
    ['$request.querystring.token', 'from query'],
    ['$request.querystring.other', undefined],
  ])('reads %s', (source, value) => {
    expect(readIdentity(source, request)).toBe(value);
  });

  it('rejects a source of another kind', () => {
    expect(() => readIdentity('$context.x', request)).toThrow(
      'The identity source $context.x is neither $request.header.… nor $request.querystring.…',
    );
  });
});
