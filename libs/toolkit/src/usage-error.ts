/** Told apart by its name, as two copies of a package have two classes. */
export const USAGE_ERROR = 'UsageError';

/** What the user of a command did wrong, or has to do first: its message is all there is to say. */
export class UsageError extends Error {
  override readonly name = USAGE_ERROR;
}
