import { describe, expect, it } from '@jest/globals';
import { decide, type Caller, type Reason } from './decide.ts';
import type { Declaration } from './declaration.ts';

const anonymous = undefined;
const caller = (roles: string[] = [], scopes: string[] = []): Caller => ({ roles, scopes });

const PUBLIC: Declaration = { kind: 'public' };
const SIGNED_IN: Declaration = { kind: 'signed-in' };
const ADMINS: Declaration = { kind: 'restricted', roles: ['ADMINS'] };
const ANY_ROLE: Declaration = { kind: 'restricted', roles: ['USERS', 'ADMINS'] };
const ANY_SCOPE: Declaration = { kind: 'restricted', scopes: ['orders:read', 'orders:write'] };
const BOTH: Declaration = { kind: 'restricted', roles: ['ADMINS'], scopes: ['orders:read'] };

describe('decide', () => {
  it.each<[string, Declaration | undefined, Caller | undefined, boolean, Reason]>([
    ['a public route and no token', PUBLIC, anonymous, true, 'public'],
    ['a public route and any caller', PUBLIC, caller(), true, 'public'],
    ['a signed-in route and no token', SIGNED_IN, anonymous, false, 'unknown-caller'],
    ['a signed-in route and a caller without roles', SIGNED_IN, caller(), true, 'signed-in'],
    ['a role and no token', ADMINS, anonymous, false, 'unknown-caller'],
    ['a role and a caller without roles', ADMINS, caller(), false, 'no-role'],
    ['a role and another role', ADMINS, caller(['USERS']), false, 'other-role'],
    ['a role and that role', ADMINS, caller(['ADMINS']), true, 'granted'],
    ['a role and a longer name that holds it', ADMINS, caller(['NOT_ADMINS']), false, 'other-role'],
    ['a role and that role in another case', ADMINS, caller(['admins']), false, 'other-role'],
    ['two roles and the second', ANY_ROLE, caller(['ADMINS']), true, 'granted'],
    ['a scope and no token', ANY_SCOPE, anonymous, false, 'unknown-caller'],
    ['scopes and one of them', ANY_SCOPE, caller([], ['x', 'orders:write']), true, 'granted'],
    ['scopes and another', ANY_SCOPE, caller(['ADMINS'], ['orders']), false, 'scope-missing'],
    ['role and scope, and only the role', BOTH, caller(['ADMINS']), false, 'scope-missing'],
    ['role and scope, and only the scope', BOTH, caller(['USERS'], ['orders:read']), false, 'other-role'],
    ['role and scope, and both', BOTH, caller(['ADMINS'], ['orders:read']), true, 'granted'],
    ['no declaration and no token', undefined, anonymous, false, 'undeclared'],
    ['no declaration and an administrator', undefined, caller(['ADMINS']), false, 'undeclared'],
    ['a restriction that names nothing', { kind: 'restricted' }, caller(['ADMINS']), false, 'undeclared'],
    ['an empty list of roles', { kind: 'restricted', roles: [] }, caller(['ADMINS']), false, 'other-role'],
    [
      'an empty list of scopes',
      { kind: 'restricted', scopes: [] },
      caller([], ['x']),
      false,
      'scope-missing',
    ],
    ['a kind that is not known', { kind: 'open' } as never, caller(['ADMINS']), false, 'undeclared'],
  ])('decides on %s', (_case, declaration, who, allowed, reason) => {
    expect(decide(declaration, who)).toEqual({ allowed, reason });
  });
});
