import type { FieldError } from './problem-body.ts';

/** Exceptions whose text Nest, Express or a parser wrote, with the fields that they are about. */
const ERRORS = new WeakMap<object, readonly FieldError[]>();

/** Requests that no route took: what is thrown of them is Nest's own 404, which repeats the URL. */
const UNROUTED = new WeakSet<object>();

/**
 * Notes where an exception was made: in the framework or in a parser, not in the application. Its text is not for the
 * caller then; `errors` are what the caller is told instead. Filters still get the exception as it is.
 */
export function noteFrameworkError(error: unknown, errors: readonly FieldError[] = []): void {
  if (typeof error === 'object' && error !== null) ERRORS.set(error, errors);
}

/** The fields that a framework's exception is about; `undefined` when the application made it. */
export function frameworkErrorsOf(error: object): readonly FieldError[] | undefined {
  return ERRORS.get(error);
}

export function noteUnrouted(request: object): void {
  UNROUTED.add(request);
}

export function isUnrouted(request: object): boolean {
  return UNROUTED.has(request);
}
