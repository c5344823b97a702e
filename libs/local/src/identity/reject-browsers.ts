import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Why a request is not served, or `undefined`.
 *
 * A program that reaches the emulator is an administrator, so no web page may: neither across origins (every such request
 * names its `Origin`; CORS is off and a preflight fails) nor through a host name that was pointed at this machine.
 */
export function rejectBrowsers({
  method,
  headers,
}: Pick<IncomingMessage, 'method' | 'headers'>): string | undefined {
  if (headers.origin !== undefined || method === 'OPTIONS')
    return 'The local Firebase Auth does not answer web pages.';
  if (!LOOPBACK_HOST.test(headers.host ?? '')) return 'The local Firebase Auth answers to localhost only.';
  return undefined;
}
