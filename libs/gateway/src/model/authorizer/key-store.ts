import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { LIMITS } from '../limits.ts';
import { fetchJson } from './fetch-json.ts';

/** Keys could not be had: the text AWS puts in the header, and what happened. */
export class KeysUnreachable extends Error {
  override readonly name = 'KeysUnreachable';
  readonly description: string;

  constructor(description: string, cause: unknown) {
    super(`${description}: ${(cause as Error).message || (cause as NodeJS.ErrnoException).code}`);
    this.description = description;
  }
}

export type KeyStore = {
  /** The issuer's public key of that id, `undefined` when it has none. Throws {@link KeysUnreachable}. */
  find(kid: string): Promise<KeyObject | undefined>;
};

type Clock = () => number;

/** An unknown id leads to at most one look a second, so that it cannot be used to flood the issuer. */
const REFETCH_MS = 1_000;

/**
 * The issuer's keys, by discovery, each kept for two hours as AWS does.
 *
 * A key id that is not among them is looked for anew at once: an issuer that was restarted, with fresh keys, is
 * accepted with the next token.
 */
export function createKeyStore(discoveryUri: string, clock: Clock = Date.now): KeyStore {
  const known = new Map<string, { key: KeyObject; until: number }>();
  let fetchedAt = -Infinity;
  let fetching: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    const keys = await fetchKeys(discoveryUri);
    fetchedAt = clock();
    for (const [kid, key] of keys) known.set(kid, { key, until: fetchedAt + LIMITS.keyCacheMs });
  };

  return {
    async find(kid) {
      const cached = known.get(kid);
      if (cached && cached.until > clock()) return cached.key;
      if (clock() - fetchedAt < REFETCH_MS) return undefined;
      fetching ??= refresh().finally(() => {
        fetching = undefined;
      });
      await fetching;
      const found = known.get(kid);
      return found && found.until > clock() ? found.key : undefined;
    },
  };
}

async function fetchKeys(discoveryUri: string): Promise<Map<string, KeyObject>> {
  const limits = { timeoutMs: LIMITS.keyFetchMs, maxBytes: LIMITS.keySet };
  const discovery = await reach('OIDC discovery endpoint communication error', async () => {
    const document = (await fetchJson(discoveryUri, limits)) as { jwks_uri: string };
    return new URL(document.jwks_uri).href;
  });
  return reach('JWKS communication error', async () => {
    const { keys } = (await fetchJson(discovery, limits)) as { keys: Record<string, unknown>[] };
    return new Map(keys.flatMap(readKey));
  });
}

/** RSA keys for signatures, by id; anything else in the set is passed over. */
function readKey(jwk: Record<string, unknown>): [string, KeyObject][] {
  const { kid, kty, use = 'sig' } = jwk;
  if (typeof kid !== 'string' || kty !== 'RSA' || use !== 'sig') return [];
  return [[kid, createPublicKey({ key: jwk, format: 'jwk' })]];
}

async function reach<T>(description: string, get: () => Promise<T>): Promise<T> {
  try {
    return await get();
  } catch (error) {
    throw new KeysUnreachable(description, error);
  }
}
