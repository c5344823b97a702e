/** Told apart by its name, as two copies of a package have two classes. */
export const COMMAND_ERROR = 'CommandError';

/** What a person must do before a command can do its work, in a sentence. */
export class CommandError extends Error {
  override readonly name = COMMAND_ERROR;
}
