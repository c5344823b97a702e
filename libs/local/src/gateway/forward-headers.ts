import type { RequestFacts } from '@lambda-nest/gateway/model';

/**
 * Completes the headers with what the gateway adds.
 *
 * Port and protocol are the laptop's own (`3000`, `http`) where AWS says `443` and `https`. `content-length` is always
 * there, 0 included. Assumed for HTTP APIs: addresses a client claims stay left of the one that was seen, a trace id it
 * sends does not count, and a request without a body is given no `content-type`.
 */
export function forwardHeaders(
  headers: Map<string, string>,
  { facts, bodyLength, port }: { facts: RequestFacts; bodyLength: number; port: number },
): void {
  const claimed = headers.get('x-forwarded-for');
  headers.set('x-forwarded-for', claimed ? `${claimed}, ${facts.sourceIp}` : facts.sourceIp);
  headers.set('x-forwarded-port', String(port));
  headers.set('x-forwarded-proto', 'http');
  headers.set('x-amzn-trace-id', facts.traceId);
  headers.set('content-length', String(bodyLength));
}
