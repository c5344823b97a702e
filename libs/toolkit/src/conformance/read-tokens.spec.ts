import { describe, expect, it } from '@jest/globals';
import { mint } from '@lambda-nest/testing';
import { readTokens } from './read-tokens.ts';

const NOW = Math.floor(Date.now() / 1000);
const TOKEN = mint({
  payload: { groups: ['USERS'], scope: 'orders:read', 'https://example.com/roles': 'OWNER' },
});

describe('readTokens', () => {
  it('reads who a good token makes known', () => {
    expect(readTokens({ CONFORMANCE_TOKEN_USER: ` ${TOKEN}\n`, PATH: '/bin' })).toEqual([
      expect.objectContaining({
        name: 'USER',
        token: TOKEN,
        caller: { roles: ['USERS'], scopes: ['orders:read'] },
      }),
    ]);
  });

  it('reads roles from the claim that is named', () => {
    const variables = {
      CONFORMANCE_TOKEN_USER: TOKEN,
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'https://example.com/roles',
    };
    expect(readTokens(variables)[0]?.caller?.roles).toEqual(['OWNER']);
  });

  it('gives a machine no role', () => {
    const machine = mint({ payload: { gty: 'client-credentials', groups: ['ADMINS'] } });
    expect(readTokens({ CONFORMANCE_TOKEN_MACHINE: machine })[0]?.caller).toEqual({ roles: [], scopes: [] });
  });

  it('makes no caller known by a token to be rejected', () => {
    const expired = mint({ payload: { exp: NOW - 60 } });
    const [token] = readTokens({ CONFORMANCE_REJECTED_TOKEN_OLD: expired });
    expect(token).toMatchObject({ name: 'OLD', token: expired });
    expect(token).not.toHaveProperty('caller');
  });

  it('passes over variables that are empty', () => {
    expect(readTokens({ CONFORMANCE_TOKEN_USER: '', CONFORMANCE_REJECTED_TOKEN_OLD: undefined })).toEqual([]);
  });

  it.each([
    ['garbage', 'CONFORMANCE_TOKEN_USER is no JWT. Set it to the bearer token alone.'],
    [`Bearer ${TOKEN}`, 'CONFORMANCE_TOKEN_USER is no JWT. Set it to the bearer token alone.'],
    [
      mint({ payload: { exp: NOW - 60 } }),
      'CONFORMANCE_TOKEN_USER has expired. Get a new token, or name it CONFORMANCE_REJECTED_TOKEN_USER.',
    ],
  ])('rejects what cannot be used, and does not repeat it', (value, message) => {
    expect(() => readTokens({ CONFORMANCE_TOKEN_USER: value })).toThrow(message);
  });
});
