import { describe, expect, it } from '@jest/globals';
import { isMachine } from './is-machine.ts';

const claims = { iss: 'https://a.example', exp: 0, iat: 0 };

describe('isMachine', () => {
  it.each([
    ['Auth0', { sub: 'abc@clients', azp: 'abc', gty: 'client-credentials' }],
    ['Auth0 in the profile of RFC 9068', { sub: 'abc@clients', client_id: 'abc', jti: '1' }],
    ['Cognito', { sub: 'abc', client_id: 'abc', token_use: 'access' }],
    ['Okta', { sub: 'abc', cid: 'abc' }],
    ['Microsoft Entra', { sub: '1', azp: 'abc', idtyp: 'app' }],
    ['Microsoft Entra without idtyp', { sub: '1', oid: '1', azp: 'abc' }],
    ['Keycloak', { sub: '1', azp: 'Abc', preferred_username: 'service-account-abc' }],
    ['Google', { sub: '117', azp: '117', email: 'job@my-project.iam.gserviceaccount.com' }],
    ['an issuer after RFC 9068', { sub: 'abc', client_id: 'abc' }],
    ['an issuer that names the client in azp', { sub: 'abc', azp: 'abc' }],
  ])('is true for client credentials of %s', (_, own) => {
    expect(isMachine({ ...claims, ...own })).toBe(true);
  });

  it.each([
    ['Firebase', { sub: 'uid', aud: 'demo-proj' }],
    ['Auth0', { sub: 'auth0|1', azp: 'abc', gty: 'password' }],
    ['Auth0 who is called like another client', { sub: 'other@clients', client_id: 'abc' }],
    ['an issuer that names no client', { sub: 'undefined@clients' }],
    ['Cognito', { sub: '1', client_id: 'abc', username: 'u', token_use: 'access' }],
    ['Microsoft Entra', { sub: '1', oid: '2', azp: 'abc', idtyp: 'user' }],
    ['Keycloak', { sub: '1', azp: 'abc', preferred_username: 'alice' }],
    ['an issuer that names no subject', { sub: undefined as unknown as string }],
  ])('is false for a user of %s', (_, own) => {
    expect(isMachine({ ...claims, ...own })).toBe(false);
  });
});
