import { describe, expect, it } from '@jest/globals';
import { parseRoleNames, type GrantRules } from '@lambda-nest/access/policy';
import { PROVIDER_SHAPES } from '@lambda-nest/testing/providers';
import { readCaller } from './read-caller.ts';

const NOW = 1_795_348_800;

function token(claims: object | string): string {
  const payload = typeof claims === 'string' ? claims : JSON.stringify({ sub: 'uid-user', ...claims });
  return `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;
}

describe('readCaller', () => {
  it('reads roles from the claim that the API reads, and scopes', () => {
    const claims = { exp: NOW + 60, 'https://example.com/roles': ['ADMINS', 'ÄRZTE'], scope: 'a b' };
    expect(readCaller(token(claims), { rolesClaim: 'https://example.com/roles' }, NOW)).toEqual({
      kind: 'caller',
      caller: { roles: ['ADMINS'], scopes: ['a', 'b'] },
    });
  });

  it.each(Object.entries(PROVIDER_SHAPES))('reads what a token of %s grants', (_name, shape) => {
    const { environment, claims, roles, scopes } = shape;
    const { JWT_ROLE_NAMES: names, JWT_SCOPE_CLAIMS: scopeClaims } = environment;
    const grants: GrantRules = {
      rolesClaim: environment['JWT_AUTHORIZATION_GROUPS_ATTR_NAME'] ?? 'groups',
      machinesHaveRoles: environment['JWT_MACHINE_ROLES'] === 'on',
      ...(names && { roleNames: parseRoleNames(names) }),
      ...(scopeClaims && { scopeClaims: scopeClaims.split(',') }),
    };
    const now = Date.now() / 1000;
    expect(readCaller(token(claims), grants, now)).toEqual({ kind: 'caller', caller: { roles, scopes } });
  });

  it('takes a string as one role', () => {
    expect(readCaller(token({ groups: 'USERS ADMINS' }), { rolesClaim: 'groups' }, NOW)).toEqual({
      kind: 'caller',
      caller: { roles: [], scopes: [] },
    });
    expect(readCaller(token({ groups: 'USERS' }), { rolesClaim: 'groups' }, NOW)).toMatchObject({
      caller: { roles: ['USERS'] },
    });
  });

  it('gives a machine no role', () => {
    const claims = { sub: 'client', client_id: 'client', groups: ['ADMINS'], scp: ['orders:read'] };
    expect(readCaller(token(claims), { rolesClaim: 'groups' }, NOW)).toEqual({
      kind: 'caller',
      caller: { roles: [], scopes: ['orders:read'] },
    });
  });

  it('tells a token that has expired', () => {
    expect(readCaller(token({ exp: NOW, groups: ['ADMINS'] }), { rolesClaim: 'groups' }, NOW)).toEqual({
      kind: 'expired',
    });
  });

  it.each([
    ['nothing', ''],
    ['a word', 'token'],
    ['base64 of no JSON', token('claims')],
    ['JSON that is no object', token('7')],
    ['bytes that are no UTF-8', `e30.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.`],
    ['no base64', 'e30.???.c2ln'],
  ])('cannot read %s', (_, text) => {
    expect(readCaller(text, { rolesClaim: 'groups' }, NOW)).toEqual({ kind: 'unreadable' });
  });
});
