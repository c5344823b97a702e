import { describe, expect, it } from '@jest/globals';
import { findRoleClaimFault } from './role-claim.ts';

describe('findRoleClaimFault', () => {
  it.each([
    'groups',
    'roles',
    'cognito:groups',
    'https://example.com/roles',
    'permissions',
    'realm_access.roles',
  ])('finds nothing wrong with %s', (claim) => {
    expect(findRoleClaimFault(claim)).toBeUndefined();
  });

  it.each(['name', 'email', 'picture', 'phone_number', 'sub', 'aud', 'iss', 'firebase', 'scope', 'scp'])(
    'refuses %s, which is reserved or can be edited',
    (claim) => {
      expect(findRoleClaimFault(claim)).toBe(
        'names a claim that is reserved or that users can edit. Choose one that only your identity provider sets, e.g. groups.',
      );
    },
  );

  it.each(['user_metadata.roles', 'unsafe_metadata.role', 'firebase.sign_in_provider', 'address.roles'])(
    'rejects %s, a way that starts where users can write',
    (claim) => {
      expect(findRoleClaimFault(claim)).toMatch(/^names a claim that is reserved or that users can edit/);
    },
  );

  it.each(['a.__proto__', 'constructor.name', 'a.b.toString'])('rejects the way %s', (claim) => {
    expect(findRoleClaimFault(claim)).toBe('names a property that every object has. Choose another claim.');
  });

  it.each(['.groups', 'groups.', 'a..b'])('rejects %s, which has an empty name', (claim) => {
    expect(findRoleClaimFault(claim)).toBe(
      'has an empty name beside a dot. Write the way to the claim as realm_access.roles.',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'refuses %s, which every object has',
    (claim) => {
      expect(findRoleClaimFault(claim)).toBe('names a property that every object has. Choose another claim.');
    },
  );

  it('refuses a Cognito attribute that users can write', () => {
    expect(findRoleClaimFault('custom:role')).toContain('Use cognito:groups.');
  });

  it.each(['', ' '])('refuses an empty name', (claim) => {
    expect(findRoleClaimFault(claim)).toBe('is empty. Name the claim that holds the roles, e.g. groups.');
  });

  it('refuses white space around a name, and endless names', () => {
    expect(findRoleClaimFault(' groups')).toBe('is not a claim name: remove the white space.');
    expect(findRoleClaimFault('g'.repeat(256))).toBeUndefined();
    expect(findRoleClaimFault('g'.repeat(257))).toBe('is not a claim name: remove the white space.');
  });
});
