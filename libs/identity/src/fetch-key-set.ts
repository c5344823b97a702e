import type { Algorithm } from './algorithms.ts';
import type { KeyRing } from './key-ring.ts';
import { sendRequest } from './send-request.ts';

export type FetchedKeys = Readonly<{
  ring: KeyRing;
  /** For how long the issuer says the keys may be used, in milliseconds; `undefined` when it does not say. */
  maxAge: number | undefined;
}>;

/** Milliseconds for a fetch, a second attempt after a failed connection included. */
const TIMEOUT = 3_000;
/** An issuer with the most keys known publishes some 20 KB. */
const MAX_BYTES = 150_000;

/**
 * Fetches the key set from exactly this address: no redirect is followed, nothing a token says is used.
 *
 * @throws Error whose message holds nothing that was received
 */
export async function fetchKeySet(url: URL, algorithms?: readonly Algorithm[]): Promise<FetchedKeys> {
  const headers = { accept: 'application/json' };
  const [response, { parseKeySet }] = await Promise.all([
    sendRequest({ url, method: 'GET', headers, timeout: TIMEOUT, maxBytes: MAX_BYTES }),
    // Brings crypto and the JWT library along: needed by the first token, not by the first request.
    import('./parse-key-set.ts'),
  ]);
  if (response.status !== 200) throw new Error(`The key set was answered with status ${response.status}.`);
  return { ring: parseKeySet(response.text, algorithms), maxAge: readMaxAge(response.headers) };
}

/** `max-age` less the time a cache on the way has kept the response. @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2 */
function readMaxAge(headers: { 'cache-control'?: string; age?: string }): number | undefined {
  const control = headers['cache-control']?.toLowerCase() ?? '';
  if (/(^|[\s,])no-(cache|store)($|[\s,=])/.test(control)) return 0;
  const seconds = /(?:^|[\s,])max-age="?(\d{1,10})/.exec(control)?.[1];
  return seconds === undefined ? undefined : (Number(seconds) - (Number(headers.age) || 0)) * 1000;
}
