import { describe, expect, it } from '@jest/globals';
import type { Declaration } from './declaration.ts';
import { identityUnavailable, rejectionOf } from './reject.ts';

describe('rejectionOf a missing scope', () => {
  it.each<[Declaration | undefined, string]>([
    [{ kind: 'restricted', scopes: ['a', 'b'] }, 'a b'],
    [{ kind: 'restricted', roles: ['A'] }, ''],
    [{ kind: 'public' }, ''],
    [undefined, ''],
  ])('of %j asks for those of the route: %j', (declaration, scopes) => {
    expect(rejectionOf('scope-missing', declaration).headers).toEqual({
      'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scopes}"`,
    });
  });
});

describe('identityUnavailable', () => {
  it.each([
    [0, '1'],
    [1.2, '2'],
    [30, '30'],
  ])('asks to come back in whole seconds, at least one: %d is %s', (seconds, header) => {
    const cause = new Error('boom');
    expect(identityUnavailable(seconds, cause)).toMatchObject({ headers: { 'Retry-After': header }, cause });
  });
});
