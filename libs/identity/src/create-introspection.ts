import { createHash } from 'node:crypto';
import type { Log } from '@lambda-nest/log';
import { AccountUnknown } from './account.errors.ts';
import type { AccountCheck, AccountState } from './create-account-check.ts';
import { readAddress } from './read-address.ts';
import { rememberFor } from './remember-for.ts';
import { RequestFailed, sendRequest } from './send-request.ts';

/** Where a provider says whether one of its tokens still counts, and as whom it is asked. */
export type IntrospectionOptions = Readonly<{
  /** https, or http on a loopback host where that is allowed. */
  uri: string;
  clientId: string;
  clientSecret: string;
  /** Default `false`. */
  allowHttpLoopback?: boolean;
  /** Milliseconds for which a response is used, counted from the question: 0 to 5000. Default 5000. */
  ttlMs?: number;
  /** Milliseconds for the whole exchange. Default 5000. */
  timeoutMs?: number;
  /** Most tokens that are remembered. Default 1000. */
  maxEntries?: number;
  /** Milliseconds since 1970. Default: the system's clock. */
  clock?: () => number;
  /** Told why a token cannot be asked about. */
  log?: Pick<Log, 'warn'>;
}>;

/** The members of a response are few; some providers send all claims of the token. */
const MAX_BYTES = 100_000;

/**
 * Makes the check whether the provider itself still takes a token for good: by token introspection. One question at a time for each
 * token; the response serves for 5 seconds at most. Remembered by a hash, never by the text of a token.
 *
 * @throws TypeError when an option is wrong
 * @see https://www.rfc-editor.org/rfc/rfc7662#section-2
 */
export function createIntrospection(options: IntrospectionOptions): AccountCheck {
  const { ttlMs = 5_000, timeoutMs = 5_000, maxEntries = 1_000, clock = () => Date.now(), log } = options;
  if (!(ttlMs >= 0 && ttlMs <= 5_000)) throw new TypeError('ttlMs must be 0 to 5000.');
  const { allowHttpLoopback = false } = options;
  const url = readAddress('The introspection endpoint', options.uri, { allowHttpLoopback });
  const headers = {
    authorization: `Basic ${Buffer.from([options.clientId, options.clientSecret].map(encode).join(':')).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  /** By hash, for the length of the question: what is remembered holds no token. */
  const asked = new Map<string, string>();
  const ask = rememberFor(ttlMs, { maxEntries, clock }, async (hash): Promise<AccountState> => {
    const body = new URLSearchParams({ token: asked.get(hash) ?? '', token_type_hint: 'access_token' });
    try {
      const { status, text } = await sendRequest({
        url,
        method: 'POST',
        headers,
        body: body.toString(),
        timeout: timeoutMs,
        maxBytes: MAX_BYTES,
      });
      const active = status === 200 ? readActive(text) : undefined;
      if (active === undefined)
        throw new Error(`The response had the status ${status}, and no member active.`);
      return active ? 'active' : 'revoked';
    } catch (error) {
      log?.warn('The provider cannot be asked about a token.', { reason: reasonOf(error) });
      throw new AccountUnknown();
    }
  });
  return {
    check: async (_claims, token) => {
      const hash = createHash('sha256').update(token).digest('base64url');
      asked.set(hash, token);
      try {
        return await ask(hash);
      } finally {
        asked.delete(hash);
      }
    },
  };
}

/** `undefined` where the response does not say it: a text is no boolean. */
function readActive(text: string): boolean | undefined {
  const reply = JSON.parse(text) as { active?: unknown } | null;
  return typeof reply?.active === 'boolean' ? reply.active : undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function encode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof RequestFailed) return error.reason;
  return error instanceof SyntaxError ? 'The response is not JSON.' : (error as Error).message;
}
