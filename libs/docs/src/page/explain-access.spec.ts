import { describe, expect, it } from '@jest/globals';
import { explainRejection, toBadges } from './explain-access.ts';
import type { ReadToken } from './read-caller.ts';

const caller = (roles: string[], scopes: string[] = []): ReadToken => ({
  kind: 'caller',
  caller: { roles, scopes },
});

describe('toBadges', () => {
  it.each([
    [{ kind: 'public' as const }, [{ kind: 'public', text: 'public' }]],
    [{ kind: 'signed-in' as const }, [{ kind: 'signed-in', text: 'signed in' }]],
    [
      { kind: 'restricted' as const, roles: ['USERS', 'ADMINS'] },
      [{ kind: 'role', text: 'USERS or ADMINS' }],
    ],
    [
      { kind: 'restricted' as const, roles: ['USERS'], scopes: ['a', 'b'] },
      [
        { kind: 'role', text: 'USERS' },
        { kind: 'scope', text: 'a or b' },
      ],
    ],
  ])('shows %j', (declaration, badges) => {
    expect(toBadges(declaration)).toEqual(badges);
  });
});

describe('explainRejection', () => {
  const admins = { kind: 'restricted' as const, roles: ['ADMINS'] };
  const orders = { kind: 'restricted' as const, scopes: ['orders:read'] };

  it.each([
    [admins, caller(['ADMINS']), undefined],
    [admins, caller(['USERS', 'GUESTS']), 'Your token has only USERS, GUESTS.'],
    [admins, caller([]), 'Your token has no role.'],
    [orders, caller([], ['orders:read']), undefined],
    [orders, caller([], ['orders:write']), 'Your token has only the scopes orders:write.'],
    [orders, caller(['ADMINS']), 'Your token has no scope.'],
    [{ kind: 'restricted' as const }, caller(['ADMINS']), 'No caller may call this.'],
    [{ kind: 'signed-in' as const }, caller([]), undefined],
    [{ kind: 'signed-in' as const }, { kind: 'expired' as const }, 'Your token has expired.'],
    [admins, { kind: 'unreadable' as const }, 'Your token cannot be read.'],
    [{ kind: 'public' as const }, { kind: 'unreadable' as const }, undefined],
    [{ kind: 'public' as const }, { kind: 'expired' as const }, undefined],
  ])('says of %j to %j: %s', (declaration, token, sentence) => {
    expect(explainRejection(declaration, token)).toBe(sentence);
  });
});
