/**
 * Something a person must fix before the local cloud can run.
 *
 * The message is the whole explanation: what failed and what to do. It is printed without a stack.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
