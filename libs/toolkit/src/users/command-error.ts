/** What a person must do before a command can do its work, in a sentence. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
