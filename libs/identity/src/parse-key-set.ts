import { createPublicKey } from 'node:crypto';
import { KeyRing } from './key-ring.ts';

type Jwk = Record<string, unknown>;

/** Most keys that are taken from a set; issuers publish two to five. */
const MOST_KEYS = 100;

/**
 * The usable keys of a JSON Web Key Set: RSA, at least 2048 bits, for RS256 signatures, with a `kid`; the first of those
 * that share one. Others (encryption keys, elliptic curves) are passed over.
 *
 * @throws Error when the text is not a key set, or no key in it is usable
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function parseKeySet(text: string): KeyRing {
  const set: unknown = JSON.parse(text);
  const listed = isObject(set) && Array.isArray(set['keys']) ? set['keys'] : [];
  const keys = new Map<string, { kid: string; kty: 'RSA'; n: string; e: string }>();
  for (const jwk of listed.slice(0, MOST_KEYS)) {
    const key = isObject(jwk) ? readKey(jwk) : undefined;
    if (key && !keys.has(key.kid)) keys.set(key.kid, key);
  }
  if (keys.size === 0) throw new Error('The key set holds no key for RS256.');
  return new KeyRing([...keys.values()]);
}

/** The public members only, and only of a key that may be used here. */
function readKey({ kty, kid, use, alg, key_ops: operations, n, e }: Jwk) {
  if (kty !== 'RSA' || typeof kid !== 'string' || kid === '') return undefined;
  if ((use !== undefined && use !== 'sig') || (alg !== undefined && alg !== 'RS256')) return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify')))
    return undefined;
  if (typeof n !== 'string' || typeof e !== 'string') return undefined;
  return isStrong({ kty, n, e }) ? ({ kid, kty, n, e } as const) : undefined;
}

function isStrong(jwk: { kty: 'RSA'; n: string; e: string }): boolean {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' });
    const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
    return modulusLength >= 2048 && publicExponent >= 3n;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Jwk {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
