import { describe, expect, it } from '@jest/globals';
import { fitEnvironment } from './fit-environment.ts';

const DEFAULTS = {
  RUNTIME: 'LOCAL',
  FIREBASE_PROJECT_ID: 'demo-proj',
  FIREBASE_APP_API_KEY: 'key',
  ACCOUNTS: 'on',
};

describe('fitEnvironment', () => {
  it('keeps the defaults beside variables of no issuer', () => {
    expect(fitEnvironment(DEFAULTS, { ACCOUNTS: 'off', LOG_LEVEL: 'debug' })).toEqual({
      ...DEFAULTS,
      ACCOUNTS: 'off',
      LOG_LEVEL: 'debug',
    });
  });

  it('leaves out what is of Firebase when another issuer is named', () => {
    expect(fitEnvironment(DEFAULTS, { JWT_ISSUER: 'https://login.example.com' })).toEqual({
      RUNTIME: 'LOCAL',
      AUTH_PASSWORD_FLOW: 'off',
      AUTH_SIGN_UP: 'off',
      ACCOUNTS: 'off',
      JWT_ISSUER: 'https://login.example.com',
    });
  });

  it('keeps what is said of the other issuer, such as accounts of a user pool', () => {
    const own = { JWT_ISSUER: 'https://login.example.com', ACCOUNTS: 'on', FIREBASE_PROJECT_ID: undefined };
    expect(fitEnvironment(DEFAULTS, own)).toMatchObject({ ACCOUNTS: 'on' });
    expect(fitEnvironment(DEFAULTS, own)['FIREBASE_PROJECT_ID']).toBeUndefined();
  });

  it('takes the issuer of a Firebase project for Firebase when its project is named too', () => {
    const own = { JWT_ISSUER: 'https://securetoken.google.com/my-proj', FIREBASE_PROJECT_ID: 'my-proj' };
    expect(fitEnvironment(DEFAULTS, own)).toEqual({ ...DEFAULTS, ...own });
  });
});
