import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync } from 'node:crypto';

export type SigningKey = {
  kid: string;
  privateKey: KeyObject;
  /** The public half as it stands in a key set. */
  jwk: Record<string, unknown>;
};

/** A fresh RSA-2048 key. It lives in memory alone, so tokens of an earlier start never verify. */
export function createSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  // Google's key ids are 40 hexadecimal digits.
  const kid = createHash('sha1').update(String(jwk['n'])).digest('hex');
  return { kid, privateKey, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
}
