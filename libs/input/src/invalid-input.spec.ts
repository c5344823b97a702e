import { describe, expect, it } from '@jest/globals';
import { invalidInput } from './invalid-input.ts';

const fieldOf = (name: string): string | undefined =>
  invalidInput([{ name, detail: 'It is wrong.' }]).body.errors?.[0]?.field;

describe('invalidInput', () => {
  it.each(['a', '_a1', 'address.city', 'items.0', 'items.123456.name', `a${'b'.repeat(63)}`])(
    'repeats the name %s',
    (name) => {
      expect(fieldOf(name)).toBe(name);
    },
  );

  it.each([
    '',
    '0',
    'items.',
    'items.0x',
    'items.x-0',
    'items.1234567',
    'a b',
    'a.<b>',
    'a.0.b c',
    '.a',
    'a..b',
  ])('does not repeat the name %j', (name) => {
    expect(fieldOf(name)).toBeUndefined();
  });

  it('names fifty fields at most', () => {
    const violations = Array.from({ length: 60 }, (_, index) => ({
      name: `f${index}`,
      detail: 'It is wrong.',
    }));
    expect(invalidInput(violations).body.errors).toHaveLength(50);
  });
});
