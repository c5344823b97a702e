import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSigningKey, mint, signingKey } from '@lambda-nest/testing';
import { decodeToken } from './decode-token.ts';
import { parseKeySet } from './parse-key-set.ts';

const { jwk } = signingKey();
const good = { ...jwk, kid: 'good' };

function parse(...keys: unknown[]) {
  return parseKeySet(JSON.stringify({ keys }));
}

describe('parseKeySet', () => {
  it.each<[string, Record<string, unknown>]>([
    ['use and alg', jwk],
    ['neither use nor alg', { ...jwk, use: undefined, alg: undefined }],
    ['exponent 3', { ...createSigningKey('k1', 2048, 3).jwk }],
    ['unknown members', { ...jwk, x5c: ['x'], x5t: 'x', key_ops: ['verify'] }],
  ])('takes an RSA key with %s', (_, key) => {
    expect(parse(key).has('k1')).toBe(true);
  });

  it.each<[string, unknown]>([
    ['for encryption', { ...jwk, use: 'enc' }],
    ['for another algorithm', { ...jwk, alg: 'RS512' }],
    ['for wrapping keys', { ...jwk, key_ops: ['encrypt'] }],
    ['with operations that are no array', { ...jwk, key_ops: 'verify' }],
    ['for PSS', { ...jwk, alg: 'PS256' }],
    ['without kid', { ...jwk, kid: undefined }],
    ['with an empty kid', { ...jwk, kid: '' }],
    ['with a kid that is a number', { ...jwk, kid: 1 }],
    ['of another type', { ...jwk, kty: 'EC' }],
    ['without modulus', { ...jwk, n: undefined }],
    ['with a modulus that is a number', { ...jwk, n: 7 }],
    ['without exponent', { ...jwk, e: undefined }],
    ['with exponent 1', { ...jwk, e: 'AQ' }],
    ['of 1024 bits', { ...createSigningKey('k1', 1024).jwk }],
    ['that is symmetric', { kty: 'oct', k: 'AAAA', kid: 'k1', alg: 'HS256' }],
    [
      'on an elliptic curve',
      {
        ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
        kid: 'k1',
      },
    ],
    ['that is null', null],
    ['that is text', 'k1'],
    ['that is an array', [jwk]],
  ])('passes over a key %s', (_, key) => {
    expect(() => parse(key)).toThrow('The key set holds no key for RS256.');
    expect(parse(key, good).has('good')).toBe(true);
  });

  it('says what it was given when that are certificates', () => {
    const text = JSON.stringify({ '1a2b': '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n' });
    expect(() => parseKeySet(text)).toThrow(
      'The address of the keys gives X.509 certificates. A JSON Web Key Set is needed.',
    );
  });

  it('passes over a point that is not on its curve', () => {
    const point = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: 'k1' };
    expect(() => parseKeySet(JSON.stringify({ keys: [point] }), ['ES256'])).toThrow(
      'The key set holds no key for ES256.',
    );
  });

  it('looks at the first hundred keys only', () => {
    const keys = Array.from({ length: 101 }, (_, i) => ({ ...jwk, kid: `k${i}` }));
    const ring = parse(...keys);

    expect([ring.has('k99'), ring.has('k100')]).toEqual([true, false]);
  });

  it('takes the first of two keys with one name', () => {
    const ring = parse(jwk, { ...signingKey('k2').jwk, kid: 'k1' });

    expect(ring.hasSigned(decodeToken(mint()))).toBe(true);
  });

  it('uses the new key when the issuer gives its name to another', () => {
    const ring = parse({ ...signingKey('k2').jwk, kid: 'k1' });
    const renamed = { ...signingKey('k2'), kid: 'k1' };

    expect(ring.hasSigned(decodeToken(mint()))).toBe(false);
    expect(ring.hasSigned(decodeToken(mint({ key: renamed })))).toBe(true);
  });

  it.each([
    ['no key at all', '{"keys":[]}'],
    ['keys that are no array', '{"keys":{}}'],
    ['no keys', '{}'],
    ['an array', '[]'],
    ['null', 'null'],
  ])('throws when the set is %s', (_, text) => {
    expect(() => parseKeySet(text)).toThrow('The key set holds no key for RS256.');
  });
});
