import { ERRORS, Problem, type FieldError } from '@lambda-nest/problem';

/** A rejected field as found; its name is repeated to the caller only when it looks like one. */
export type FieldViolation = Readonly<{ name?: string; detail: string }>;

const SAFE_NAME = /^[A-Za-z_]\w{0,63}$/;
const SAFE_INDEX = /^\d{1,6}$/;
const MAX_ERRORS = 50;

/** 400 that names each rejected field (`address.city`, `items.0`) and what was expected of it. Never a value. */
export function invalidInput(violations: readonly FieldViolation[]): Problem {
  return new Problem({ ...ERRORS.inputInvalid, errors: toFieldErrors(violations) });
}

/** The first 50, each with the name of its field when that is safe to repeat. */
export function toFieldErrors(violations: readonly FieldViolation[]): readonly FieldError[] {
  return violations.slice(0, MAX_ERRORS).map(toError);
}

/** Whether a name that the caller may have made up looks like one: letters, digits and `_`, 64 at most. */
export function isSafeName(name: string): boolean {
  return SAFE_NAME.test(name) || SAFE_INDEX.test(name);
}

function toError({ name, detail }: FieldViolation): FieldError {
  return name !== undefined && isSafe(name) ? { field: name, detail } : { detail };
}

function isSafe(path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  return SAFE_NAME.test(first) && rest.every(isSafeName);
}
