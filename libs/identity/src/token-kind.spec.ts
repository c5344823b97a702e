import { describe, expect, it } from '@jest/globals';
import { isOfAnotherKind } from './token-kind.ts';

describe('isOfAnotherKind', () => {
  it.each(['ID', 'Refresh', 'Offline', 'Logout', 'DPoP', 'Initial', '', 1, null])(
    'holds for a payload that is marked %j',
    (typ) => {
      expect(isOfAnotherKind({ typ }, 'oidc', 'any')).toBe(true);
    },
  );

  it.each([undefined, 'Bearer', 'bearer', 'JWT', 'at+jwt'])('does not hold for %j', (typ) => {
    expect(isOfAnotherKind({ typ }, 'oidc', 'any')).toBe(false);
  });

  it('leaves a claim of that name alone in Firebase, where it is a team’s own', () => {
    expect(isOfAnotherKind({ typ: 'Refresh' }, 'firebase', 'any')).toBe(false);
  });

  it.each([
    ['of Cognito', { token_use: 'id' }],
    ['with the hash of an access token', { at_hash: 'x' }],
    ['with the hash of a code', { c_hash: 'x' }],
    ['of Okta', { jti: 'ID.abc' }],
  ])('holds for an ID token %s where access tokens are wanted, and there alone', (_what, payload) => {
    expect(isOfAnotherKind(payload, 'oidc', 'access')).toBe(true);
    expect(isOfAnotherKind(payload, 'oidc', 'at+jwt')).toBe(true);
    expect(isOfAnotherKind(payload, 'oidc', 'any')).toBe(false);
  });

  it.each([{ token_use: 'access' }, { jti: 'AT.abc' }, { jti: 7 }])('does not hold for %j', (payload) => {
    expect(isOfAnotherKind(payload, 'cognito', 'access')).toBe(false);
  });
});
