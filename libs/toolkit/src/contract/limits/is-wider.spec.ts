import { describe, expect, it } from '@jest/globals';
import { decide, type Caller, type Declaration } from '@lambda-nest/access/policy';
import fc from 'fast-check';
import { isWider } from './is-wider.ts';

const names = fc.subarray(['A', 'B', 'C'], { minLength: 1 });
const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  fc.constant<Declaration>({ kind: 'public' }),
  fc.constant<Declaration>({ kind: 'signed-in' }),
  names.map((roles): Declaration => ({ kind: 'restricted', roles })),
  names.map((scopes): Declaration => ({ kind: 'restricted', scopes })),
  fc.tuple(names, names).map(([roles, scopes]): Declaration => ({ kind: 'restricted', roles, scopes })),
);
const SETS = [[], ['A'], ['B'], ['C'], ['A', 'B'], ['A', 'C'], ['B', 'C'], ['A', 'B', 'C'], ['D']];
const EVERYBODY: readonly (Caller | undefined)[] = [
  undefined,
  ...SETS.flatMap((roles) => SETS.map((scopes) => ({ roles, scopes }))),
];

describe('isWider', () => {
  it('is true just when a caller is let in by the first and not by the second', () => {
    fc.assert(
      fc.property(declaration, declaration, (first, second) => {
        const expected = EVERYBODY.some(
          (caller) => decide(first, caller).allowed && !decide(second, caller).allowed,
        );
        expect(isWider(first, second)).toBe(expected);
      }),
    );
  });
});
