import { describe, expect, it } from '@jest/globals';
import { renderClaims } from './render-claims.ts';

describe('renderClaims', () => {
  it.each([
    ['uid-1', 'uid-1'],
    [1718722804, '1718722804'],
    [9999999999, '9999999999'],
    [true, 'true'],
    [['USERS', 'ADMINS'], '[USERS ADMINS]'],
    [['x ADMINS'], '[x ADMINS]'],
    ['[ADMINS]', '[ADMINS]'],
    [['[ADMINS]'], '[[ADMINS]]'],
    [[], '[]'],
    [['', 'admin'], '[ admin]'],
    [[1, true], '[1 true]'],
    [[['a', 'b'], 'c'], '[[a b] c]'],
    [[null], '[<nil>]'],
    [{ country: 'JP' }, 'map[country:JP]'],
    [{ a: 'x b:y' }, 'map[a:x b:y]'],
    [{ b: 1, a: { d: false, c: null } }, 'map[a:map[c:<nil> d:false] b:1]'],
  ])('renders %j as %s', (claim, text) => {
    expect(renderClaims({ claim })).toEqual({ claim: text });
  });

  it('leaves null out', () => {
    expect(renderClaims({ sub: 'a', nothing: null })).toEqual({ sub: 'a' });
  });

  it('renders a Firebase token as the gateway does', () => {
    const claims = {
      iss: 'https://securetoken.google.com/demo',
      aud: 'demo',
      auth_time: 1635015339,
      email_verified: true,
      groups: ['USERS', 'ADMINS'],
      firebase: { sign_in_provider: 'password', identities: { email: ['sam@example.com'] } },
    };
    expect(renderClaims(claims)).toEqual({
      iss: 'https://securetoken.google.com/demo',
      aud: 'demo',
      auth_time: '1635015339',
      email_verified: 'true',
      groups: '[USERS ADMINS]',
      firebase: 'map[identities:map[email:[sam@example.com]] sign_in_provider:password]',
    });
  });

  it('writes the claims in the order of their names', () => {
    expect(Object.keys(renderClaims({ sub: 'a', aud: 'b', 'cognito:groups': [], exp: 1 }))).toEqual([
      'aud',
      'cognito:groups',
      'exp',
      'sub',
    ]);
  });

  it('keeps a claim called __proto__ a claim', () => {
    const claims = JSON.parse('{"__proto__":["ADMINS"]}') as Record<string, unknown>;
    expect(Object.entries(renderClaims(claims))).toEqual([['__proto__', '[ADMINS]']]);
  });
});
