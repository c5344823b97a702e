/**
 * Makes a sentence of what Swagger UI says when signing in fails (`Error: Bad Request, error: invalid_grant,
 * description: …`, or a browser's word for no connection).
 */
export function readableError(message: string): string {
  const description = /, description: (.+)$/s.exec(message)?.[1];
  if (description) return description;
  if (/failed to fetch|networkerror|load failed/i.test(message)) return 'The API cannot be reached.';
  return message.replace(/^(?:Error: )+/, '');
}
