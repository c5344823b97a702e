import { describe, expect, it } from '@jest/globals';
import { mint, signingKey } from '@lambda-nest/testing';
import { decodeToken } from './decode-token.ts';
import { KeyRing } from './key-ring.ts';

describe('KeyRing', () => {
  it('reads a key once, for the first of its tokens: that takes longer than to check a signature', () => {
    const { n = '', e = '' } = signingKey().jwk;
    const { n: another = '' } = signingKey('k2').jwk;
    const key = { kid: 'k1', kty: 'RSA', n, e } as const;
    const ring = new KeyRing([key]);
    expect(ring.hasSigned(decodeToken(mint()))).toBe(true);
    Object.assign(key, { n: another });

    expect(ring.hasSigned(decodeToken(mint({ payload: { sub: 'uid-other' } })))).toBe(true);
    expect(ring.hasSigned(decodeToken(mint({ key: { ...signingKey('k2'), kid: 'k1' } })))).toBe(false);
  });
});
