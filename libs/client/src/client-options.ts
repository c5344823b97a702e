import type { GetToken, TokenProvider } from './token-provider.ts';

/** Where the API is, and how patient to be with it. */
export type ConnectionOptions = Readonly<{
  /**
   * Address of the API, its version included: `https://api.example.com/nest/v1`. In a browser also relative to the
   * page.
   */
  baseUrl: string;
  /** Milliseconds that a call has, with everything in it: token, attempts, waits, body. Default 30,000. */
  timeoutMs?: number;
  /** How often an idempotent call is sent again, at most 10. Default 2; 0 for never. */
  retries?: number;
  /** Sends instead of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}>;

/** Without a token, or provider of tokens, only public operations answer. */
export type ClientOptions = ConnectionOptions &
  (
    | Readonly<{ getToken?: GetToken; tokenProvider?: never }>
    | Readonly<{ getToken?: never; tokenProvider?: TokenProvider }>
  );

export type Connection = Required<ConnectionOptions>;

/** A longer time would be over at once: timers count in 32 bits. */
const MAX_MS = 2_147_483_647;
const MAX_RETRIES = 10;

/** Fills in the defaults. Throws a TypeError for an option that cannot work. */
export function readConnection(options: ConnectionOptions): Connection {
  const { timeoutMs = 30_000, retries = 2, fetch = (request) => globalThis.fetch(request) } = options;
  if (!(timeoutMs > 0 && timeoutMs <= MAX_MS)) {
    throw new TypeError(`timeoutMs must be milliseconds, more than 0 and at most ${MAX_MS}.`);
  }
  if (!Number.isInteger(retries) || retries < 0 || retries > MAX_RETRIES) {
    throw new TypeError(`retries must be a whole number from 0 to ${MAX_RETRIES}.`);
  }
  return { baseUrl: readBaseUrl(options.baseUrl), timeoutMs, retries, fetch };
}

function readBaseUrl(text: string): string {
  const { location } = globalThis as { location?: { href: string } };
  const url = URL.canParse(text, location?.href) ? new URL(text, location?.href) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError(
      'baseUrl must be the http(s) address of the API, its version included, without credentials, query or fragment: ' +
        'https://api.example.com/nest/v1',
    );
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}
