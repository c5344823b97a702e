import type { MetadataStorage } from 'class-validator';

const KNOWN = new WeakMap<object, boolean>();

/**
 * Whether a class, or one that it extends, has members with decorators of class-validator. Asked of the storage that all
 * copies of class-validator share: who never decorated a member does not pay for loading it.
 */
export function hasRules(metatype: object): boolean {
  const known = KNOWN.get(metatype);
  if (known !== undefined) return known;
  const { classValidatorMetadataStorage: storage } = globalThis as {
    classValidatorMetadataStorage?: MetadataStorage;
  };
  const found = storage?.getTargetValidationMetadatas(metatype as () => void, '', false, false) ?? [];
  KNOWN.set(metatype, found.length > 0);
  return found.length > 0;
}

/** Classes without rules that pipes of the application check. */
const LEFT = new WeakSet<object>();

/** Says of a class without rules that a pipe of the application checks it: `checkInputs` has seen it. */
export function leaveToPipes(metatype: object): void {
  LEFT.add(metatype);
}

export function isLeftToPipes(metatype: object): boolean {
  return LEFT.has(metatype);
}
