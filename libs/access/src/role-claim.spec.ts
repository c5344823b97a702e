import { describe, expect, it } from '@jest/globals';
import { findRoleClaimViolation } from './role-claim.ts';

describe('findRoleClaimViolation', () => {
  it.each([
    'groups',
    'roles',
    'cognito:groups',
    'https://example.com/roles',
    'permissions',
    'realm_access.roles',
  ])('finds nothing wrong with %s', (claim) => {
    expect(findRoleClaimViolation(claim)).toBeUndefined();
  });

  it.each(['name', 'email', 'picture', 'phone_number', 'sub', 'aud', 'iss', 'firebase', 'scope', 'scp'])(
    'rejects %s, which is reserved or can be edited',
    (claim) => {
      expect(findRoleClaimViolation(claim)).toBe(
        'names a claim that is reserved or that users can edit. Choose one that only your identity provider sets, e.g. groups.',
      );
    },
  );

  it.each(['user_metadata.roles', 'unsafe_metadata.role', 'firebase.sign_in_provider', 'address.roles'])(
    'rejects %s, a way that starts where users can write',
    (claim) => {
      expect(findRoleClaimViolation(claim)).toMatch(/^names a claim that is reserved or that users can edit/);
    },
  );

  it.each(['a.__proto__', 'constructor.name', 'a.b.toString'])('rejects the way %s', (claim) => {
    expect(findRoleClaimViolation(claim)).toBe(
      'names a property that every object has. Choose another claim.',
    );
  });

  it.each(['.groups', 'groups.', 'a..b'])('rejects %s, which has an empty name', (claim) => {
    expect(findRoleClaimViolation(claim)).toBe(
      'has an empty name beside a dot. Write the way to the claim as realm_access.roles.',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'rejects %s, which every object has',
    (claim) => {
      expect(findRoleClaimViolation(claim)).toBe(
        'names a property that every object has. Choose another claim.',
      );
    },
  );

  it('rejects a Cognito attribute that users can write', () => {
    expect(findRoleClaimViolation('custom:role')).toContain('Use cognito:groups.');
  });

  it.each(['', ' '])('rejects an empty name', (claim) => {
    expect(findRoleClaimViolation(claim)).toBe('is empty. Name the claim that holds the roles, e.g. groups.');
  });

  it('rejects white space around a name, and endless names', () => {
    expect(findRoleClaimViolation(' groups')).toBe('is not a claim name: remove the white space.');
    expect(findRoleClaimViolation('g'.repeat(256))).toBeUndefined();
    expect(findRoleClaimViolation('g'.repeat(257))).toBe('is not a claim name: remove the white space.');
  });
});
