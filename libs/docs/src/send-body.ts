import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body that is ready to be sent, and what a cache needs to know of it. */
export type ReadyBody = Readonly<{
  content: Buffer;
  type: string;
  /** Strong: differs by coding. */
  etag: string;
  cacheControl: string;
  coding?: 'br' | 'gzip' | 'identity';
  contentSecurityPolicy?: string;
}>;

/** Sends a body, or 304 when the client has it already. */
export function sendBody(request: IncomingMessage, response: ServerResponse, body: ReadyBody): void {
  const { content, type, etag, cacheControl, coding, contentSecurityPolicy } = body;
  response.setHeader('etag', etag).setHeader('cache-control', cacheControl);
  // Appended: what a reply to another origin varies by stands there already.
  if (coding) response.appendHeader('vary', 'accept-encoding');
  if (contentSecurityPolicy) response.setHeader('content-security-policy', contentSecurityPolicy);
  if (matches(request.headers['if-none-match'], etag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  if (coding && coding !== 'identity') response.setHeader('content-encoding', coding);
  response.setHeader('content-type', type).setHeader('content-length', content.length);
  response.end(content);
}

/** Weak comparison, as RFC 9110 §13.1.2 wants it. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((item) => ['*', etag, `W/${etag}`].includes(item.trim()));
}
