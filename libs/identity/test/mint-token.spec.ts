import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JWK } from 'jose';
import { mint, signingKey } from '@lambda-nest/testing';

const keySet = createLocalJWKSet({ keys: [signingKey().jwk as JWK] });
const anyAlgorithm = createLocalJWKSet({ keys: [{ ...signingKey().jwk, alg: undefined } as JWK] });

describe('mint', () => {
  it('makes a token that another library accepts', async () => {
    const { payload } = await jwtVerify(mint({ payload: { groups: ['ADMINS'] } }), keySet, {
      issuer: 'https://securetoken.google.com/demo-proj',
      audience: 'demo-proj',
    });

    expect(payload).toMatchObject({ sub: 'uid-user', groups: ['ADMINS'] });
  });

  it.each(['RS384', 'RS512', 'PS256'] as const)('signs with %s when asked', async (alg) => {
    await expect(jwtVerify(mint({ header: { alg }, sign: alg }), anyAlgorithm)).resolves.toBeDefined();
  });

  it.each(['none', 'garbage', 'foreign', 'HS256:pem'] as const)(
    'makes a bad signature of kind %s',
    async (sign) => {
      const token = mint({ payload: { groups: ['ADMINS'] }, sign });

      await expect(jwtVerify(token, keySet)).rejects.toThrow();
    },
  );

  it('removes members that are undefined', () => {
    const token = mint({ header: { kid: undefined }, payload: { exp: undefined } });

    expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(decodeJwt(token)).not.toHaveProperty('exp');
  });
});
