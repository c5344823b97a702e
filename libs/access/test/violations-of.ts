import type { AccessViolation } from '../src/assert-access.ts';

/** What a check of an application finds wrong; nothing where it passes. */
export function violationsOf(check: () => void): readonly string[] {
  try {
    check();
  } catch (error) {
    return (error as AccessViolation).violations;
  }
  return [];
}
