/**
 * What the compiler says of a source that it cannot read: the mistake, the file and the line. It writes the stack of its
 * own Rust below, which tells a person nothing.
 */
export function describeSyntaxError(error: unknown): string {
  const { message } = error as Error;
  return message.replace(/\n+Caused by:\n[^]*/, '').trim();
}
