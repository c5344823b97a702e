import { describe, expect, it } from '@jest/globals';
import { parseConfig } from './config.ts';

const FIREBASE = { FIREBASE_PROJECT_ID: 'my-project', FIREBASE_APP_API_KEY: 'key' };
const OTHER = { AUTH_PASSWORD_FLOW: 'off', JWT_AUTHORIZED_AUDIENCES: 'api' };
const accountsOf = (environment: Record<string, string>) => parseConfig(environment).accounts;

describe('ACCOUNTS', () => {
  it('is off unless it is asked for', () => {
    expect(accountsOf(FIREBASE)).toEqual({ kind: 'none' });
    expect(accountsOf({ ...FIREBASE, ACCOUNTS: 'off' })).toEqual({ kind: 'none' });
  });

  it.each([
    [FIREBASE, { kind: 'firebase' }],
    [
      { ...OTHER, JWT_ISSUER: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123' },
      { kind: 'cognito', region: 'eu-west-1', userPoolId: 'eu-west-1_AbC123' },
    ],
    [
      { ...OTHER, JWT_ISSUER: 'https://issuer-cognito-idp.us-east-2.amazonaws.com/us-east-2_x' },
      { kind: 'cognito', region: 'us-east-2', userPoolId: 'us-east-2_x' },
    ],
  ])('is about the accounts of the first issuer: %j', (environment, expected) => {
    expect(accountsOf({ ...environment, ACCOUNTS: 'on' })).toEqual(expected);
  });

  it('does not start with an issuer whose accounts are managed elsewhere', () => {
    expect(() => accountsOf({ ...OTHER, JWT_ISSUER: 'https://login.example.com/', ACCOUNTS: 'on' })).toThrow(
      'ACCOUNTS needs FIREBASE_PROJECT_ID or the issuer of a Cognito user pool: accounts of another issuer are managed there. Unset it.',
    );
  });
});
