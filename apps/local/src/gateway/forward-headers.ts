import type { RequestFacts } from './request-facts.ts';

/**
 * Completes the headers with what the gateway adds.
 *
 * Port and protocol are the laptop's own (`3000`, `http`) where AWS says `443` and `https`. Addresses a client claims
 * stay left of the one that was seen: an assumption for HTTP APIs. `content-length` is always there, 0 included.
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
