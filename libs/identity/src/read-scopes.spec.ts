import { describe, expect, it } from '@jest/globals';
import type { Claims } from './claims.ts';
import { readScopes } from './read-scopes.ts';

describe('readScopes', () => {
  it.each<[unknown, string[]]>([
    [{ scope: 'a b' }, ['a', 'b']],
    [{ scope: ' a  b ' }, ['a', 'b']],
    [{ scope: '' }, []],
    [{ scope: ['a', 'b c'] }, ['a', 'b c']],
    [{ scp: 'a', scope: 'b' }, ['a']],
    [{ scp: ['a'], scope: 'b' }, ['a']],
    [{ scp: '', scope: 'b' }, []],
    [{ scp: null, scope: 'b' }, []],
    [{ scope: 'a\tb,c' }, ['a\tb,c']],
    [{ scope: ['a', 1] }, []],
    [{ scope: { a: true } }, []],
    [{ scope: true }, []],
    [Object.create({ scope: 'a' }), []],
    [{}, []],
  ])('reads %j as %j', (claims, scopes) => {
    expect(readScopes(claims as Claims)).toEqual(scopes);
  });
});
