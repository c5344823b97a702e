import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { JwkWithKid } from 'aws-jwt-verify/jwk';
import { DEFAULT_ALGORITHMS, KEY_TYPES, type Algorithm } from './algorithms.ts';
import { isObject } from './is-object.ts';
import { KeyRing } from './key-ring.ts';

type Jwk = Record<string, unknown>;

/** Issuers publish two to five. */
const MAX_KEYS = 100;

/**
 * The usable keys of a JSON Web Key Set: for signatures of the algorithms that are accepted, with a `kid`, RSA of at least
 * 2048 bits; the first of those that share a `kid`. Others (for encryption, of other algorithms) are passed over.
 *
 * @throws Error when the text is not a key set, or no key in it is usable
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function parseKeySet(text: string, algorithms: readonly Algorithm[] = DEFAULT_ALGORITHMS): KeyRing {
  const set: unknown = JSON.parse(text);
  const listed = isObject(set) && Array.isArray(set['keys']) ? set['keys'] : [];
  const keys = new Map<string, JwkWithKid>();
  for (const jwk of listed.slice(0, MAX_KEYS)) {
    const key = isObject(jwk) ? readKey(jwk, algorithms) : undefined;
    if (key && !keys.has(key.kid)) keys.set(key.kid, key);
  }
  if (keys.size > 0) return new KeyRing([...keys.values()]);
  throw new Error(
    holdsCertificates(set)
      ? 'The address of the keys gives X.509 certificates. A JSON Web Key Set is needed.'
      : `The key set holds no key for ${algorithms.join(', ')}.`,
  );
}

/** The public members only, and only of a key that may be used here. */
function readKey(jwk: Jwk, algorithms: readonly Algorithm[]): JwkWithKid | undefined {
  const { kid, use, alg, key_ops: operations } = jwk;
  if (typeof kid !== 'string' || kid === '' || (use !== undefined && use !== 'sig')) return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify')))
    return undefined;
  const algorithm = algorithms.find((name) => (alg === undefined || alg === name) && fits(jwk, name));
  const material = algorithm && readMaterial(jwk);
  if (!material) return undefined;
  // With `alg`, aws-jwt-verify holds the token to it.
  return { kid, ...material, ...(alg === undefined ? {} : { alg: algorithm }) } as JwkWithKid;
}

function fits({ kty, crv }: Jwk, algorithm: Algorithm): boolean {
  const type = KEY_TYPES[algorithm];
  return kty === type.kty && (type.crv === undefined || crv === type.crv);
}

function readMaterial({ kty, n, e, crv, x, y }: Jwk): JsonWebKey | undefined {
  const members = { RSA: { kty, n, e }, EC: { kty, crv, x, y }, OKP: { kty, crv, x } }[String(kty)];
  if (!members || !Object.values(members).every((member) => typeof member === 'string')) return undefined;
  const key = members as JsonWebKey;
  return isStrong(key) ? key : undefined;
}

function isStrong(jwk: JsonWebKey): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' });
    if (asymmetricKeyType !== 'rsa') return true;
    const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
    return modulusLength >= 2048 && publicExponent >= 3n;
  } catch {
    // No key at all, such as a point that is not on the curve: passed over like the other unusable ones.
    return false;
  }
}

/** Google and Keycloak serve `{"<kid>": "-----BEGIN CERTIFICATE-----…"}` at addresses that look alike. */
function holdsCertificates(set: unknown): boolean {
  const values = isObject(set) ? Object.values(set) : [];
  return values.some((value) => typeof value === 'string' && value.startsWith('-----BEGIN CERTIFICATE'));
}
