import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9.-]+\.localhost)(:\d+)?$/i;
/** What a deployed function asks for: its requests to AWS are led here. */
const AWS = /\.amazonaws\.com(\.cn)?(:\d+)?$/i;

/**
 * Why a caller is not served, or `undefined`.
 *
 * A program that reaches the endpoint may run others on this machine, so no web page may: neither across origins (such requests
 * name their `Origin`) nor through a host name that was pointed at this machine.
 */
export function findForeignCaller({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    return 'The local AWS serves no web pages.';
  const host = headers.host ?? '';
  if (!LOOPBACK.test(host) && !AWS.test(host)) return `The local AWS has no API at ${JSON.stringify(host)}.`;
  return undefined;
}
