import type { IncomingMessage } from 'node:http';

/** What the `Authorization` header holds: nothing, one bearer token, or something we will not guess about. */
export type Credentials = Readonly<
  { kind: 'none' } | { kind: 'token'; token: string } | { kind: 'malformed' }
>;

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Reads the bearer token: exactly one `Authorization` header of the form `Bearer <compact JWT>`. A bare JWT, which API
 * Gateway would take, two values, another scheme or stray white space are malformed. No other header is ever read.
 */
export function readBearerToken(request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): Credentials {
  const header = request.headers.authorization;
  if (header === undefined) return { kind: 'none' };
  const token = BEARER.exec(header)?.[1];
  // Node keeps the first of two Authorization headers; the gateway may have judged the second.
  return token !== undefined && isSentOnce(request.rawHeaders)
    ? { kind: 'token', token }
    : { kind: 'malformed' };
}

function isSentOnce(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'authorization');
  return names.length <= 1;
}
