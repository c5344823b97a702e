import { describe, expect, it } from '@jest/globals';
import { readArguments } from './read-arguments.ts';

const read = (line: string) => readArguments(line.split(' ').filter(Boolean));

describe('readArguments', () => {
  it.each([
    ['list', { action: 'list', roles: [], scopes: [] }],
    ['list ann --project shop', { action: 'list', who: 'ann', roles: [], scopes: [], project: 'shop' }],
    ['grant a@b.c USERS ADMINS', { action: 'grant', who: 'a@b.c', roles: ['USERS', 'ADMINS'], scopes: [] }],
    ['revoke uid --scope a --scope b', { action: 'revoke', who: 'uid', roles: [], scopes: ['a', 'b'] }],
    [
      'disable a@b.c --user-pool eu-west-1_a',
      { action: 'disable', who: 'a@b.c', roles: [], scopes: [], userPool: 'eu-west-1_a' },
    ],
  ])('reads %j', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each([
    [
      'give a@b.c ADMINS',
      'The first word must be one of list, grant, revoke, disable, enable, sign-out, reset-password. ' +
        'See npm run users -- --help.',
    ],
    ['toString', /^The first word must be one of/],
    ['disable', 'Say whose account: npm run users -- disable user@example.com'],
    ['grant a@b.c', 'Say which roles: npm run users -- grant a@b.c ADMINS'],
    ['disable a@b.c ADMINS', 'disable takes one account, and neither roles nor scopes.'],
    [
      'list --project a --user-pool b',
      '--project is for Firebase and --user-pool for Cognito. Name one of them.',
    ],
    ['list --all', /^Unknown option '--all'.* See npm run users -- --help\.$/],
  ])('rejects %j', (line, message) => {
    expect(() => read(line)).toThrow(message);
  });
});
