/** A class of errors with a code that no other class has. */
export type CodedError<T extends Error> = Readonly<{ CODE: string; prototype: T }>;

/**
 * Whether an error is of a class, told by its code alone: one that another copy of the package made is one as well, which
 * `instanceof` does not know.
 *
 * @example if (isError(error, KeysUnavailable)) retryIn(error.retryAfter)
 */
export function isError<T extends Error>(error: unknown, { CODE }: CodedError<T>): error is T {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === CODE;
}
