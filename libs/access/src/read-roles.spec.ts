import { describe, expect, it } from '@jest/globals';
import { readRoles } from './read-roles.ts';

describe('readRoles', () => {
  it.each<[string, unknown, string[]]>([
    ['an array of strings', ['USERS', 'ADMINS'], ['USERS', 'ADMINS']],
    ['a string, as exactly one', 'ADMINS', ['ADMINS']],
    ['a name with a space, as none', ['x ADMINS'], []],
    ['a string with spaces, as none', 'USERS ADMINS', []],
    ["the gateway's rendering of an array, as none", '[ADMINS]', []],
    ['white space around a name, as none', [' ADMINS'], []],
    ['a nested array, as none', [['ADMINS']], []],
    ['an array that holds something else too, as none', ['ADMINS', 1], []],
    ['a number', 7, []],
    ['an object', { ADMINS: true }, []],
    ['null', null, []],
    ['an empty array', [], []],
    ['an empty string', '', []],
  ])('reads %s', (_case, groups, roles) => {
    expect(readRoles({ groups }, 'groups')).toEqual(roles);
  });

  it('takes the name of the claim literally', () => {
    const claims = { 'https://example.com/roles': ['A'], 'cognito:groups': ['B'], https: { roles: ['C'] } };
    expect(readRoles(claims, 'https://example.com/roles')).toEqual(['A']);
    expect(readRoles(claims, 'cognito:groups')).toEqual(['B']);
  });

  it('reads nothing when the claim is absent or inherited', () => {
    expect(readRoles({}, 'groups')).toEqual([]);
    expect(readRoles(Object.create({ groups: ['ADMINS'] }) as object, 'groups')).toEqual([]);
    expect(readRoles(JSON.parse('{"__proto__":{"groups":["ADMINS"]}}') as object, 'groups')).toEqual([]);
    expect(readRoles({}, 'constructor')).toEqual([]);
  });
});
