import { describe, expect, it } from '@jest/globals';
import { readCustomGrants, writeGrants } from './write-grants.ts';

const none = { groups: [], scopes: [] };
const groups = (...names: string[]) => ({ groups: names, scopes: [] });

describe('writeGrants', () => {
  it.each([
    ['nothing else', {}, 'groups', { groups: ['A'] }],
    ['other claims', { plan: 'gold' }, 'groups', { plan: 'gold', groups: ['A'] }],
    ['one group as text', { groups: 'USERS' }, 'groups', { groups: ['A'] }],
    [
      'a claim inside others',
      { realm: { roles: ['X'], name: 'r' } },
      'realm.roles',
      { realm: { name: 'r', roles: ['A'] } },
    ],
    [
      'a name with dots',
      { 'https://example.com/roles': [] },
      'https://example.com/roles',
      { 'https://example.com/roles': ['A'] },
    ],
    ['no such claim yet', {}, 'https://example.com/roles', { 'https://example.com/roles': ['A'] }],
  ])('writes groups beside %s', (_what, claims, rolesClaim, expected) => {
    const rules = { rolesClaim };
    const written = writeGrants(claims, groups('A'), rules);
    expect(written).toEqual(expected);
    expect(readCustomGrants(written, rules)).toEqual(groups('A'));
  });

  it('leaves no empty claims behind', () => {
    expect(writeGrants({ groups: ['A'], scope: 'a b', plan: 1 }, none, { rolesClaim: 'groups' })).toEqual({
      plan: 1,
    });
  });

  it('writes the names of the provider', () => {
    const rules = { rolesClaim: 'groups', roleNames: new Map([['/STAFF', 'USERS']]) };
    const written = writeGrants({}, groups('USERS', 'ADMINS'), rules);
    expect(written).toEqual({ groups: ['/STAFF', 'ADMINS'] });
    expect(readCustomGrants(written, rules).groups).toEqual(['USERS', 'ADMINS']);
  });

  it.each([
    ['scope as text, as gateways read it', {}, undefined, { scope: 'a b' }],
    ['scp where the account has it', { scp: ['x'] }, undefined, { scp: ['a', 'b'] }],
    ['the claim that is configured', {}, ['permissions'], { permissions: 'a b' }],
  ])('writes scopes to %s', (_what, claims, scopeClaims, expected) => {
    const rules = { rolesClaim: 'groups', scopeClaims };
    const written = writeGrants(claims, { groups: [], scopes: ['a', 'b'] }, rules);
    expect(written).toEqual(expected);
    expect(readCustomGrants(written, rules).scopes).toEqual(['a', 'b']);
  });

  it('takes 1000 bytes of claims and no more, whatever the letters', () => {
    const size = (text: string) => Buffer.byteLength(JSON.stringify({ note: text, groups: ['A'] }));
    const fits = 'é'.repeat((1000 - size('')) / 2);
    expect(size(fits)).toBe(1000);
    expect(writeGrants({ note: fits }, groups('A'), { rolesClaim: 'groups' })).toHaveProperty('groups');
    expect(() => writeGrants({ note: `${fits}x` }, groups('A'), { rolesClaim: 'groups' })).toThrow(
      expect.objectContaining({
        reason: 'invalid',
        field: 'groups',
        message: 'It does not fit: Firebase keeps 1000 bytes of claims for an account.',
      }),
    );
  });

  it.each([
    ['groups', { rolesClaim: 'firebase.groups' }],
    ['scopes', { rolesClaim: 'groups', scopeClaims: ['acr'] }],
  ])('rejects a reserved claim for %s', (field, rules) => {
    expect(() => writeGrants({}, groups('A'), rules)).toThrow(
      expect.objectContaining({ reason: 'invalid', field }),
    );
  });

  it('rejects an account with something else than an object on the way', () => {
    expect(() => writeGrants({ realm: 'text' }, groups('A'), { rolesClaim: 'realm.roles' })).toThrow(
      expect.objectContaining({ reason: 'impossible' }),
    );
  });

  it('keeps members that every object has apart from what it inherits', () => {
    const written = writeGrants({}, groups('A'), { rolesClaim: 'toString' });
    expect(Object.keys(written)).toEqual(['toString']);
  });
});
