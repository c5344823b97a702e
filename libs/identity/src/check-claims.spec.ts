import { describe, expect, it } from '@jest/globals';
import { checkClaims } from './check-claims.ts';
import { presetFor } from './issuer.presets.ts';
import type { InvalidTokenReason } from './token.errors.ts';

const now = 1_800_000_000;
const times = { iat: now - 60, exp: now + 3540, nbf: now - 60 };

const oidc = 'https://login.example.com/realms/a';
const auth0 = 'https://example.eu.auth0.com/';
const cognito = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a';

function check(issuer: string, claims: Record<string, unknown>) {
  const preset = presetFor({ issuer, audiences: ['api', 'client-1'] });
  return checkClaims({ iss: issuer, ...times, ...claims }, { ...preset, verifyExpiration: true }, now);
}

describe('the clients whose tokens are accepted', () => {
  const checkParty = (claims: Record<string, unknown>, audiences: readonly string[] = []) => {
    const preset = presetFor({ issuer: oidc, audiences, authorizedParties: ['shop-web'] });
    return checkClaims(
      { iss: oidc, sub: 'u', ...times, ...claims },
      { ...preset, verifyExpiration: true },
      now,
    );
  };

  it.each([
    ['azp, whatever the audience', { azp: 'shop-web', aud: 'account' }],
    ['azp without an audience', { azp: 'shop-web' }],
    ['client_id', { client_id: 'shop-web' }],
    ['cid', { cid: 'shop-web' }],
    ['appid', { appid: 'shop-web' }],
    ['azp before client_id', { azp: 'shop-web', client_id: 'other' }],
  ])('are known by %s', (_, claims) => {
    expect(checkParty(claims)).toMatchObject(claims);
  });

  it.each([
    ['another azp', { azp: 'other', aud: 'shop-web' }],
    ['another azp beside the right client_id', { azp: 'other', client_id: 'shop-web' }],
    ['an azp that is an array', { azp: ['shop-web'] }],
    ['an azp of null', { azp: null, client_id: 'shop-web' }],
    ['none', { aud: 'shop-web' }],
  ])('are rejected with %s', (_, claims) => {
    expect(() => checkParty(claims)).toThrow(expect.objectContaining({ reason: 'party' }));
  });

  it('do not replace an audience that is configured', () => {
    expect(checkParty({ azp: 'shop-web', aud: 'account' }, ['account'])).toBeDefined();
    expect(() => checkParty({ azp: 'shop-web', aud: 'other' }, ['account'])).toThrow(
      expect.objectContaining({ reason: 'audience' }),
    );
  });
});

it.each([0, 60, 300])('an issuer may be ahead by %i seconds when so much is tolerated', (clockTolerance) => {
  const preset = presetFor({ issuer: oidc, audiences: ['api'], clockTolerance });
  const at = (nbf: number) =>
    checkClaims(
      { iss: oidc, sub: 'u', aud: 'api', ...times, nbf },
      { ...preset, verifyExpiration: true },
      now,
    );
  expect(at(now + clockTolerance)).toBeDefined();
  expect(() => at(now + clockTolerance + 1)).toThrow(expect.objectContaining({ reason: 'not_yet_valid' }));
});

describe('the claims of an issuer that is not Firebase', () => {
  it.each([
    ['an audience', oidc, { sub: 'u', aud: 'api' }],
    ['several audiences', oidc, { sub: 'u', aud: ['other', 'api'] }],
    ['a client instead of an audience', oidc, { sub: 'u', client_id: 'client-1' }],
    ['an expiry in the year 9999', oidc, { sub: 'u', aud: 'api', exp: 253_402_300_799 }],
    ['an issue time of 1970', oidc, { sub: 'u', aud: 'api', iat: 0 }],
    ['a subject of 255 characters', oidc, { sub: 'a'.repeat(255), aud: 'api' }],
    ['a firebase claim that means nothing here', oidc, { sub: 'u', aud: 'api', firebase: { tenant: 'T' } }],
    ['the audiences of Auth0', auth0, { sub: 'auth0|1', aud: ['api', `${auth0}userinfo`], azp: 'x' }],
    [
      'the form of a Cognito ID token',
      cognito,
      { sub: 'u', aud: 'client-1', token_use: 'id', auth_time: now },
    ],
    ['the form of a Cognito access token', cognito, { sub: 'u', client_id: 'client-1', token_use: 'access' }],
  ])('are accepted with %s', (_, issuer, claims) => {
    expect(check(issuer, claims)).toEqual({ iss: issuer, ...times, ...claims });
  });

  it.each<[string, InvalidTokenReason, string, Record<string, unknown>]>([
    ['another audience', 'audience', oidc, { sub: 'u', aud: 'other', client_id: 'client-1' }],
    ['no audience in the array', 'audience', oidc, { sub: 'u', aud: [], client_id: 'client-1' }],
    ['an audience that is null', 'audience', oidc, { sub: 'u', aud: null, client_id: 'client-1' }],
    ['an array with something else', 'audience', oidc, { sub: 'u', aud: ['api', 1] }],
    ['another client', 'audience', oidc, { sub: 'u', client_id: 'client-2' }],
    ['a client that is an array', 'audience', oidc, { sub: 'u', client_id: ['client-1'] }],
    ['neither', 'audience', oidc, { sub: 'u' }],
    ['a subject of 256 characters', 'subject', oidc, { sub: 'a'.repeat(256), aud: 'api' }],
    ['a sign-in time as text', 'lifetime', oidc, { sub: 'u', aud: 'api', auth_time: '1' }],
    ['a sign-in time that is infinite', 'lifetime', oidc, { sub: 'u', aud: 'api', auth_time: Infinity }],
    ['an expiry in milliseconds', 'lifetime', oidc, { sub: 'u', aud: 'api', exp: now * 1000 }],
    ['an expiry after the year 9999', 'lifetime', oidc, { sub: 'u', aud: 'api', exp: 253_402_300_800 }],
    ['an issue time before 1970', 'lifetime', oidc, { sub: 'u', aud: 'api', iat: -1 }],
    ['a sign-in time in the future', 'not_yet_valid', oidc, { sub: 'u', aud: 'api', auth_time: now + 61 }],
    ['an issuer without its slash', 'issuer', auth0, { iss: auth0.slice(0, -1), sub: 'u', aud: 'api' }],
    ['the mark of a refresh token', 'kind', oidc, { sub: 'u', aud: 'api', typ: 'Refresh' }],
    ['no token_use', 'token_use', cognito, { sub: 'u', aud: 'client-1' }],
    [
      'a token_use of something else',
      'token_use',
      cognito,
      { sub: 'u', aud: 'client-1', token_use: 'refresh' },
    ],
  ])('are rejected with %s: %s', (_, code, issuer, claims) => {
    expect(() => check(issuer, claims)).toThrow(
      expect.objectContaining({ name: 'InvalidToken', reason: code }),
    );
  });
});
