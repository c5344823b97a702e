import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findJsonViolation } from './find-json-violation.ts';

const LIMITS = { depth: 3, values: 10, members: 4 };

describe('findJsonViolation', () => {
  it.each([
    '{}',
    '[[[]]]',
    '{"a":{"b":{"c":1}}}',
    '{"a":1,"b":1}',
    '[{"a":1},{"a":1}]',
    '{"a":{"a":{"a":1}}}',
    '{"a":"a","b":"a"}',
    '["a","a"]',
    '"[[[[["',
    '{"a":"\\"}]["}',
    '{"a":"\\\\","b":1}',
    '["\\"[[[[[",1]',
    '[[],[],[],[],1]',
    '["a":1,"a":2]',
    '"a":1,"a":2',
    '{"a\\x":1}',
    '{"a":"__proto__"}',
    '[1,2,3,4,5,6,7,8,9]',
    '{"a":1,"b":1,"c":1,"d":1}',
    '[{"a":1,"b":1},{"c":1,"d":1,"e":1}]',
  ])('finds nothing wrong with %s', (text) => {
    expect(findJsonViolation(text, LIMITS)).toBeUndefined();
  });

  it.each([
    ['too-deep', '[[[[]]]]'],
    ['too-deep', '{"a":[{"b":[1]}]}'],
    ['too-deep', '['.repeat(50_000)],
    ['too-many-values', '[1,2,3,4,5,6,7,8,9,10,11]'],
    ['too-many-values', '[[],[],[],[],[],[]]'],
    ['too-many-members', '{"a":1,"b":1,"c":1,"d":1,"e":1}'],
    ['too-many-members', '[{"a":{},"b":1,"c":1,"d":1,"e":'],
    ['repeated-member', '{"a":1,"a":2}'],
    ['repeated-member', '{"a":1,"\\u0061":2}'],
    ['repeated-member', '{"a":{"b":1},"c":[],"a" : 2}'],
    ['repeated-member', '[{"a":1,"b":{"a":1},\n"a"\t: 2}]'],
    ['repeated-member', '{"\\"":1,"\\"":2}'],
    ['reserved-member', '{"a\\"b":1,"valueOf":1}'],
    ['reserved-member', '{"__proto__":{}}'],
    ['reserved-member', '{"a":{"\\u005f_proto__":1}}'],
    ['reserved-member', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['reserved-member', '{"prototype":1}'],
    ['reserved-member', '{"toString":1}'],
    ['reserved-member', '[{"a":{"hasOwnProperty" :1}}]'],
  ] as const)('finds %s', (violation, text) => {
    expect(findJsonViolation(text, LIMITS)).toBe(violation);
  });

  it('finds nothing in what JSON.stringify writes, within the limits', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
        const isReserved = names.some((name) => text.includes(`"${name}":`));
        fc.pre(!isReserved);
        expect(findJsonViolation(text, { depth: 100, values: 100_000, members: 100_000 })).toBeUndefined();
      }),
    );
  });

  it('ends for any text, JSON or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ a1') }), (text) => {
        findJsonViolation(text, LIMITS);
      }),
    );
  });
});
