import { afterEach, describe, expect, it } from '@jest/globals';
import { IsString } from 'class-validator';
import { hasRules, isLeftToPipes, leaveToPipes } from './has-rules.ts';

class Ruled {
  @IsString()
  title!: string;
}
class Heir extends Ruled {}
class Bare {
  title?: string;
}

const shared = globalThis as { classValidatorMetadataStorage?: unknown };
const storage = shared.classValidatorMetadataStorage;
afterEach(() => {
  shared.classValidatorMetadataStorage = storage;
});

describe('a class', () => {
  it.each([
    [Ruled, true],
    [Heir, true],
    [Bare, false],
  ])('%p has rules: %s', (metatype, expected) => {
    expect(hasRules(metatype)).toBe(expected);
    expect(hasRules(metatype)).toBe(expected);
  });

  it('has none where nothing was ever decorated', () => {
    delete shared.classValidatorMetadataStorage;
    expect(hasRules(class {})).toBe(false);
  });

  it('is asked about once', () => {
    const asked: unknown[] = [];
    shared.classValidatorMetadataStorage = {
      getTargetValidationMetadatas: (...given: unknown[]) => asked.push(given) && [],
    };
    class Once {}
    expect([hasRules(Once), hasRules(Once)]).toEqual([false, false]);
    expect(asked).toEqual([[Once, '', false, false]]);
  });

  it('is left to pipes only when that is said', () => {
    expect(isLeftToPipes(Bare)).toBe(false);
    leaveToPipes(Bare);
    expect([isLeftToPipes(Bare), isLeftToPipes(Ruled)]).toEqual([true, false]);
  });
});
