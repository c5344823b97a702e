import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Algorithm } from '@lambda-nest/identity';
import type { TokenContent } from './token-shapes.ts';

export type ProviderKey = Readonly<{
  kid: string;
  privateKey: KeyObject;
  /** The private half, as the provider takes it. */
  jwk: Readonly<Record<string, unknown>>;
}>;

/** A fresh key: it lives in memory alone, so tokens of an earlier start, and real ones, never verify. */
export function createProviderKey(algorithm: Algorithm): ProviderKey {
  const { privateKey } = generate(algorithm);
  const jwk = privateKey.export({ format: 'jwk' });
  const kid = `local-${createHash('sha256').update(JSON.stringify(jwk)).digest('hex').slice(0, 16)}`;
  return { kid, privateKey, jwk: { ...jwk, kid, alg: algorithm, use: 'sig' } };
}

function generate(algorithm: Algorithm): { privateKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

const HASHES = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512', ES256: 'sha256', EdDSA: null };

/** A JWS in compact form. */
export function signToken({ header, claims }: TokenContent, key: ProviderKey): string {
  const input = `${encode({ ...header, kid: key.kid })}.${encode(claims)}`;
  const hash = HASHES[header['alg'] as Algorithm];
  const signature = sign(hash, Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
