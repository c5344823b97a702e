import { expect, it } from '@jest/globals';
import { findLists } from './find-lists.ts';

it('finds the ways to lists of names, in their order', () => {
  expect(
    findLists({
      sub: 'uid',
      groups: ['A'],
      realm_access: { roles: ['B', 'C'] },
      resource_access: { account: { roles: ['D'] } },
    }),
  ).toEqual(['groups', 'realm_access.roles', 'resource_access.account.roles']);
});

it('passes over lists that hold no name', () => {
  expect(findLists({ empty: [], numbers: [1], mixed: ['A', 1], none: null, deep: { none: null } })).toEqual(
    [],
  );
});

it('passes over what users write, and what means something else', () => {
  expect(findLists({ aud: ['A'], scope: ['A'], user_metadata: { roles: ['A'] } })).toEqual([]);
});

it('looks three levels deep', () => {
  const deeper = { b: { c: ['A'], d: { e: ['A'] } } };
  expect(findLists({ a: deeper })).toEqual(['a.b.c']);
});
