import { describe, expect, it } from '@jest/globals';
import { DEPLOYED, LAPTOP, problemsOf } from '../test/config-problems.ts';
import { parseConfig } from './config.ts';

const OTHER = {
  RUNTIME: 'LAMBDA',
  AUTH_PASSWORD_FLOW: 'off',
  JWT_ISSUER: 'https://login.example.com',
  JWT_AUTHORIZED_AUDIENCES: 'api',
  DOCS_CLIENT_ID: 'docs',
};

describe('signing in on the docs page', () => {
  it('takes a client, and asks for usual scopes', () => {
    expect(parseConfig(OTHER).docsSignIn).toEqual({
      issuer: 'https://login.example.com',
      clientId: 'docs',
      scopes: 'openid profile email',
    });
  });

  it('names the API to Auth0, which gives no JWT otherwise', () => {
    const auth0 = { ...OTHER, JWT_ISSUER: 'https://example.eu.auth0.com/', DOCS_SCOPES: 'orders:read' };
    expect(parseConfig(auth0).docsSignIn).toMatchObject({ audience: 'api', scopes: 'orders:read' });
  });

  it('is by a token that one has, without a client', () => {
    expect(parseConfig({ ...OTHER, DOCS_CLIENT_ID: undefined })).not.toHaveProperty('docsSignIn');
  });

  it('is not for Firebase', () => {
    expect(problemsOf({ ...DEPLOYED, DOCS_CLIENT_ID: 'docs' })).toEqual({
      DOCS_CLIENT_ID: 'is for another issuer than Firebase, whose users sign in by password. Unset it.',
    });
  });

  it('asks a stand-in by http on a laptop alone', () => {
    const local = { ...OTHER, DOCS_DISCOVERY_URI: 'http://127.0.0.1:9099/.well-known/openid-configuration' };
    expect(parseConfig({ ...local, RUNTIME: 'LOCAL' }).docsSignIn).toMatchObject({
      discoveryUri: local.DOCS_DISCOVERY_URI,
    });
    expect(problemsOf(local)).toEqual({ DOCS_DISCOVERY_URI: 'must be an https URL.' });
  });
});

describe('users that the docs page offers', () => {
  const USERS = [{ email: 'user@example.com', password: 'password', groups: ['USERS'] }];
  const DOCS_EMULATOR_USERS = JSON.stringify(USERS);

  it('are those of the emulator on a laptop', () => {
    expect(parseConfig({ ...LAPTOP, DOCS_EMULATOR_USERS }).docsUsers).toEqual(USERS);
    expect(parseConfig(LAPTOP)).not.toHaveProperty('docsUsers');
  });

  it('are none when the password flow is off', () => {
    const off = { ...LAPTOP, AUTH_PASSWORD_FLOW: 'off', DOCS_EMULATOR_USERS };
    expect(parseConfig(off)).not.toHaveProperty('docsUsers');
  });

  it('are rejected at start when deployed, whatever the variable holds', () => {
    for (const value of [DOCS_EMULATOR_USERS, '[]', 'none']) {
      expect(problemsOf({ ...DEPLOYED, DOCS_EMULATOR_USERS: value })).toEqual({
        DOCS_EMULATOR_USERS: 'redirects to an emulator, which is for RUNTIME=LOCAL alone. Unset it.',
      });
    }
  });

  it('are none without the emulator', () => {
    const real = { ...LAPTOP, FIREBASE_AUTH_EMULATOR_HOST: undefined, DOCS_EMULATOR_USERS };
    expect(parseConfig(real)).not.toHaveProperty('docsUsers');
  });

  it.each([
    'user@example.com',
    '{}',
    '[null]',
    '[{"email":"a","password":"b"}]',
    '[{"email":1,"password":"b","groups":[]}]',
  ])('are rejected when they are no users: %s', (value) => {
    expect(problemsOf({ ...LAPTOP, DOCS_EMULATOR_USERS: value })).toEqual({
      DOCS_EMULATOR_USERS:
        'must be a JSON array of users: [{"email":"user@example.com","password":"password","groups":["USERS"]}].',
    });
  });
});
