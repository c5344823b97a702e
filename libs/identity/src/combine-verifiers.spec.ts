import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startKeySetServer, type KeySetServer, mint, signingKey } from '@lambda-nest/testing';
import { createTokenVerifiers, type TokenVerifierOptions } from './create-token-verifier.ts';

const [first, second] = [signingKey('first'), signingKey('second')];
let servers: KeySetServer[];

beforeAll(async () => {
  servers = await Promise.all([first, second].map(({ jwk }) => startKeySetServer({ keys: [jwk] })));
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

const describeIssuer = (index: number): TokenVerifierOptions => ({
  preset: 'oidc',
  issuer: `https://${index}.example`,
  audiences: [`api-${index}`],
  jwksUri: String(servers[index]?.uri),
  allowHttpLoopback: true,
});

const verifier = () => createTokenVerifiers([describeIssuer(0), describeIssuer(1)]);

function token(key: typeof first, claims: Record<string, unknown>): string {
  const now = Math.floor(Date.now() / 1000);
  return mint({ key, payloadText: JSON.stringify({ sub: 'u', iat: now, exp: now + 60, ...claims }) });
}

describe('the verifier of two issuers', () => {
  it('takes the tokens of each, with its own keys and audiences', async () => {
    const tokens = [
      token(first, { iss: 'https://0.example', aud: 'api-0' }),
      token(second, { iss: 'https://1.example', aud: 'api-1' }),
    ];
    for (const good of tokens) await expect(verifier().verify(good)).resolves.toMatchObject({ sub: 'u' });
  });

  it.each<[string, typeof first, Record<string, unknown>, string]>([
    ['the key of the other one', second, { iss: 'https://0.example', aud: 'api-0' }, 'unknown_key'],
    ['the audience of the other one', first, { iss: 'https://0.example', aud: 'api-1' }, 'audience'],
    ['an issuer that is not described', first, { iss: 'https://2.example', aud: 'api-0' }, 'issuer'],
    ['an array with an issuer', first, { iss: ['https://0.example'], aud: 'api-0' }, 'issuer'],
    ['an issuer that is an object', first, { iss: { toString: 1 }, aud: 'api-0' }, 'issuer'],
    ['no issuer', first, { aud: 'api-0' }, 'issuer'],
  ])('rejects a token with %s', async (_what, key, claims, code) => {
    await expect(verifier().verify(token(key, claims))).rejects.toMatchObject({
      name: 'InvalidToken',
      reason: code,
    });
  });

  it.each([
    ['no JWT', 'x', 'malformed'],
    ['a payload that is no JSON', 'e30.e30x.e30', 'malformed'],
    ['an endless text', 'x'.repeat(20_000), 'too_long'],
  ])('rejects %s', async (_what, text, code) => {
    await expect(verifier().verify(text)).rejects.toMatchObject({ name: 'InvalidToken', reason: code });
  });

  it('tells the log whose keys cannot be had', async () => {
    const log = { warn: jest.fn() };
    const jwksUri = 'http://127.0.0.1:1/keys';
    const both = createTokenVerifiers([describeIssuer(0), { ...describeIssuer(1), jwksUri, log }]);
    await expect(
      both.verify(token(second, { iss: 'https://1.example', aud: 'api-1' })),
    ).rejects.toMatchObject({ name: 'KeysUnavailable' });
    expect(log.warn).toHaveBeenCalledWith(
      'The signing keys of the issuer cannot be fetched.',
      expect.objectContaining({ issuer: 'https://1.example' }),
    );
  });

  it.each([[[]], [[0, 0]]])('is not made of %j', (indexes) => {
    expect(() => createTokenVerifiers(indexes.map(describeIssuer))).toThrow(
      'The issuers must be one or more, each of them once.',
    );
  });
});
