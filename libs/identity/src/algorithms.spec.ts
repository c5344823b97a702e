import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startKeySetServer,
  type KeySetServer,
  createCurveKey,
  mint,
  signingKey,
  type SignatureKind,
  type SigningKey,
} from '@lambda-nest/testing';
import type { Algorithm } from './algorithms.ts';
import { createTokenVerifier } from './create-token-verifier.ts';

const rsa = signingKey();
const { alg: _alg, ...anyRsa } = { alg: '', ...rsa.jwk };
const KEYS: Record<Algorithm, SigningKey> = {
  RS256: rsa,
  RS384: rsa,
  RS512: rsa,
  ES256: createCurveKey('ES256'),
  EdDSA: createCurveKey('EdDSA'),
};
const ALGORITHMS = Object.keys(KEYS) as Algorithm[];

let server: KeySetServer;

beforeAll(async () => {
  server = await startKeySetServer({ keys: [anyRsa, KEYS.ES256.jwk, KEYS.EdDSA.jwk] });
});
afterAll(() => server.close());

const verifierOf = (...algorithms: Algorithm[]) =>
  createTokenVerifier({
    preset: 'oidc',
    issuer: 'https://a.example',
    audiences: ['api'],
    jwksUri: server.uri,
    allowHttpLoopback: true,
    algorithms,
  });

function token(algorithm: string, { key, sign }: { key: SigningKey; sign: SignatureKind }): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://a.example', sub: 'u', aud: 'api', iat: now, exp: now + 60 };
  return mint({ header: { alg: algorithm }, key, sign, payloadText: JSON.stringify(claims) });
}

describe.each(ALGORITHMS)('%s', (algorithm) => {
  const good = () => token(algorithm, { key: KEYS[algorithm], sign: algorithm });

  it('is verified where it is listed', async () => {
    await expect(verifierOf(algorithm).verify(good())).resolves.toMatchObject({ sub: 'u' });
    await expect(verifierOf(...ALGORITHMS).verify(good())).resolves.toMatchObject({ sub: 'u' });
  });

  it('is rejected where others are', async () => {
    const others = ALGORITHMS.filter((name) => name !== algorithm);
    await expect(verifierOf(...others).verify(good())).rejects.toMatchObject({ reason: 'algorithm' });
  });

  it.each(ALGORITHMS.filter((name) => KEYS[name] !== KEYS[algorithm]))(
    'is rejected when the key named is one for %s',
    async (other) => {
      const key = { ...KEYS[algorithm], kid: KEYS[other].kid };
      const forged = token(algorithm, { key, sign: algorithm });
      const verdict = verifierOf(...ALGORITHMS).verify(forged);
      await expect(verdict).rejects.toMatchObject({ reason: 'signature' });
    },
  );

  it('is rejected when another key made the signature', async () => {
    const foreign = algorithm.startsWith('RS')
      ? { ...signingKey('foreign'), kid: rsa.kid }
      : createCurveKey(algorithm as 'ES256' | 'EdDSA');
    const forged = token(algorithm, { key: foreign, sign: algorithm });
    await expect(verifierOf(algorithm).verify(forged)).rejects.toMatchObject({ reason: 'signature' });
  });

  it('is rejected when it is the name of a signature of another kind', async () => {
    const key = KEYS[algorithm];
    const sign = algorithm === 'RS256' ? 'RS512' : algorithm === 'ES256' ? 'garbage' : 'HS256:pem';
    await expect(verifierOf(algorithm).verify(token(algorithm, { key, sign }))).rejects.toMatchObject({
      reason: 'signature',
    });
  });
});

it('an HMAC keyed with a public key is rejected, whatever is listed', async () => {
  for (const key of [rsa, KEYS.ES256]) {
    const forged = token('HS256', { key, sign: 'HS256:pem' });
    await expect(verifierOf(...ALGORITHMS).verify(forged)).rejects.toMatchObject({ reason: 'algorithm' });
  }
});

it('a key that is marked for another algorithm is not used', async () => {
  server.replyWith({ keys: [{ ...rsa.jwk, alg: 'RS256' }] });
  const forged = token('RS512', { key: rsa, sign: 'RS512' });
  await expect(verifierOf('RS256', 'RS512').verify(forged)).rejects.toMatchObject({ reason: 'signature' });
});
