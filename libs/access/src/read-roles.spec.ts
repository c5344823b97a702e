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

  it.each<[string, object, string, string[]]>([
    ['Keycloak, of the realm', { realm_access: { roles: ['A'] } }, 'realm_access.roles', ['A']],
    [
      'Keycloak, of a client with dots in its name',
      { resource_access: { 'my.app': { roles: ['A'] }, my: { app: { roles: ['B'] } } } },
      'resource_access.my.app.roles',
      ['A'],
    ],
    ['Supabase', { app_metadata: { roles: 'A' } }, 'app_metadata.roles', ['A']],
    ['a literal name rather than a way', { 'a.b': ['A'], a: { b: ['B'] } }, 'a.b', ['A']],
    ['a literal name that leads nowhere', { 'a.b': 'x', a: { b: { c: ['B'] } } }, 'a.b.c', []],
    [
      'a URL whose parts are claims too',
      { 'https://example': { 'com/roles': ['A'] } },
      'https://example.com/x',
      [],
    ],
    ['an array on the way', { a: [{ b: ['A'] }] }, 'a.0.b', []],
    ['a text on the way', { a: 'text' }, 'a.length', []],
    ['a letter of a text on the way', { a: 'X' }, 'a.0', []],
    ['a way that is cut anywhere but at its dots', { ab: { d: ['A'], 'd.x': ['B'] } }, 'abcd', []],
    ['a longer one that is', { ab: { 'd.x': ['A'] } }, 'abcd.x', []],
    ['null on the way', { a: null }, 'a.b', []],
    ['nothing on the way', {}, 'a.b.c', []],
    ['what the prototype has', { a: {} }, 'a.constructor.name', []],
  ])('follows a way into the token: %s', (_case, claims, way, roles) => {
    expect(readRoles(claims, way)).toEqual(roles);
  });

  it("takes the provider's names for the roles they stand for, and others as they are", () => {
    const names = new Map([
      ['/ADMINS', 'ADMINS'],
      ['Domain Users', 'USERS'],
    ]);
    expect(readRoles({ groups: ['/ADMINS', 'Domain Users', 'OTHER', 'no role'] }, 'groups', names)).toEqual([
      'ADMINS',
      'USERS',
      'OTHER',
    ]);
    expect(readRoles({ groups: ['__proto__', 'constructor'] }, 'groups', names)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('reads nothing when the claim is absent or inherited', () => {
    expect(readRoles({}, 'groups')).toEqual([]);
    expect(readRoles(Object.create({ groups: ['ADMINS'] }) as object, 'groups')).toEqual([]);
    expect(readRoles(JSON.parse('{"__proto__":{"groups":["ADMINS"]}}') as object, 'groups')).toEqual([]);
    expect(readRoles({}, 'constructor')).toEqual([]);
  });
});
