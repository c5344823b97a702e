import { expect, it } from '@jest/globals';
import { findClaimsRejection } from './find-claims-rejection.ts';

const config = { issuer: 'https://issuer.example.com', audience: ['a'] };
const NOW = 1_000;

it.each([
  [{ exp: NOW + 1 }, undefined],
  [{ exp: NOW }, 'the token expired 0 s ago'],
  [{ exp: Number.POSITIVE_INFINITY }, undefined],
  [{ exp: NOW + 1, nbf: NOW, iat: NOW }, undefined],
  [{ exp: NOW + 1, nbf: NOW + 1 }, "the token's nbf is 1 s in the future"],
  [{ exp: NOW + 1, iat: NOW + 2 }, "the token's iat is 2 s in the future"],
  [{ exp: NOW + 1, nbf: '1' }, "the token's nbf is not a number"],
  [{ exp: NOW + 1, iat: null }, "the token's iat is not a number"],
])('finds in the times %j: %s', (times, reason) => {
  const claims = { iss: config.issuer, aud: 'a', ...times };
  expect(findClaimsRejection(claims, config, NOW)?.reason).toBe(reason);
});

it('keeps what a token says of its issuer short and on one line', () => {
  const claims = { iss: `x\n${'y'.repeat(200)}`, aud: 'a', exp: NOW + 1 };
  expect(findClaimsRejection(claims, config, NOW)?.reason).toBe(
    `the token's issuer is "x\\n${'y'.repeat(76)}, the API takes "https://issuer.example.com"`,
  );
});
