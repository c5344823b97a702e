import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Declaration } from '@lambda-nest/access/policy';
import { describePrincipal } from './describe-principal.ts';
import { admits, CLOSED, findGains, type Access } from './find-gains.ts';

const PUBLIC: Declaration = { kind: 'public' };
const SIGNED_IN: Declaration = { kind: 'signed-in' };
const roles = (...names: string[]): Declaration => ({ kind: 'restricted', roles: names });
const scopes = (...names: string[]): Declaration => ({ kind: 'restricted', scopes: names });
const both = (role: string[], scope: string[]): Declaration => ({
  kind: 'restricted',
  roles: role,
  scopes: scope,
});
const access = (declaration: Declaration, isAccountChecked = false): Access => ({
  declaration,
  isAccountChecked,
});

describe('findGains', () => {
  it.each([
    [roles('A'), roles('A', 'B'), 'a caller with the role B and no scope'],
    [roles('A'), SIGNED_IN, 'a caller with no role and no scope'],
    [roles('A'), PUBLIC, 'a caller without a token'],
    [SIGNED_IN, PUBLIC, 'a caller without a token'],
    [roles('A'), roles('B'), 'a caller with the role B and no scope'],
    [scopes('x'), scopes('x', 'y'), 'a caller with no role and the scope y'],
    [scopes('x'), roles('A'), 'a caller with the role A and no scope'],
    [both(['A'], ['x']), roles('A'), 'a caller with the role A and no scope'],
    [both(['A'], ['x']), scopes('x'), 'a caller with no role and the scope x'],
    [both(['A'], ['x']), both(['A'], ['x', 'y']), 'a caller with the role A and the scope y'],
  ])('from %j to %j is had by %s', (before, after, who) => {
    expect(findGains(access(before), access(after)).map(describePrincipal)).toEqual([who]);
  });

  it.each([
    [roles('A', 'B'), roles('B', 'A')],
    [roles('A', 'A'), roles('A')],
    [roles('A', 'B'), roles('A')],
    [roles('A'), both(['A'], ['x'])],
    [PUBLIC, SIGNED_IN],
    [SIGNED_IN, scopes('x')],
    [scopes('x', 'y'), both(['A'], ['y'])],
  ])('from %j to %j is had by no caller', (before, after) => {
    expect(findGains(access(before), access(after))).toEqual([]);
  });

  it('is had by every caller that a new route lets in', () => {
    expect(findGains(CLOSED, access(roles('A')))).toEqual([
      { caller: { roles: ['A'], scopes: [] }, isDisabled: false },
    ]);
  });

  it('is had by disabled accounts when accounts are not checked any more', () => {
    expect(findGains(access(roles('A'), true), access(roles('A'), false)).map(describePrincipal)).toEqual([
      'a caller with the role A and no scope whose account was disabled',
    ]);
  });

  it('is told by every example that no other covers', () => {
    expect(findGains(access(roles('A'), true), access(roles('A', 'B', 'C'))).map(describePrincipal)).toEqual([
      'a caller with the role A and no scope whose account was disabled',
      'a caller with the role B and no scope',
      'a caller with the role C and no scope',
    ]);
  });

  const names = fc.subarray(['A', 'B', 'C'], { minLength: 1 });
  const declared: fc.Arbitrary<Declaration> = fc.oneof(
    fc.constant(PUBLIC),
    fc.constant(SIGNED_IN),
    names.map((held) => roles(...held)),
    names.map((held) => scopes(...held)),
    fc.tuple(names, names).map(([role, scope]) => both(role, scope)),
  );
  const anyAccess = fc.oneof(
    fc.constant(CLOSED),
    fc.record({ declaration: declared, isAccountChecked: fc.boolean() }),
  );
  const subsets = [[], ['A'], ['B'], ['C'], ['A', 'B'], ['A', 'C'], ['B', 'C'], ['A', 'B', 'C'], ['D']];
  const callers = [
    undefined,
    ...subsets.flatMap((role) => subsets.map((scope) => ({ roles: role, scopes: scope }))),
  ].flatMap((caller) => [true, false].map((isDisabled) => ({ caller, isDisabled })));

  it('is found when any principal has one, and is a true one', () => {
    fc.assert(
      fc.property(anyAccess, anyAccess, (before, after) => {
        const gains = findGains(before, after);
        const isThere = callers.some((one) => admits(after, one) && !admits(before, one));
        expect(gains.length > 0).toBe(isThere);
        expect(gains.every((gain) => admits(after, gain) && !admits(before, gain))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
