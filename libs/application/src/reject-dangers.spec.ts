import { describe, expect, it } from '@jest/globals';
import { ConfigError } from './config.error.ts';
import { parseConfig } from './config.ts';
import type { Environment } from './environment.reader.ts';

const DEPLOYED: Environment = {
  RUNTIME: 'LAMBDA',
  FIREBASE_PROJECT_ID: 'demo-proj',
  FIREBASE_APP_API_KEY: 'key',
};

function problemsOf(environment: Environment): Record<string, string> {
  try {
    parseConfig({ ...DEPLOYED, ...environment });
    return {};
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return Object.fromEntries(error.problems.map(({ variable, problem }) => [variable, problem]));
  }
}

describe('in Lambda', () => {
  it.each([
    'FIREBASE_AUTH_EMULATOR_HOST',
    'FIRESTORE_EMULATOR_HOST',
    'FIREBASE_STORAGE_EMULATOR_HOST',
    'FIREBASE_DATABASE_EMULATOR_HOST',
    'STORAGE_EMULATOR_HOST',
    'PUBSUB_EMULATOR_HOST',
    'FIREBASE_EMULATOR_HUB',
  ])('%s is rejected, whatever host it names', (name) => {
    for (const host of ['127.0.0.1:9099', 'CANARY.example:1', 'CANARY']) {
      const problems = problemsOf({ [name]: host });
      expect(problems).toEqual({
        [name]: 'redirects to an emulator, which is for RUNTIME=LOCAL alone. Unset it.',
      });
    }
  });

  it.each(['', ' '])('an emulator variable that is empty (%j) is not set', (value) => {
    expect(problemsOf({ FIREBASE_AUTH_EMULATOR_HOST: value })).toEqual({});
  });
});

describe('anywhere', () => {
  it.each(['LAMBDA', 'LOCAL'])('TLS without certificates is rejected (%s)', (RUNTIME) => {
    expect(problemsOf({ RUNTIME, NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual({
      NODE_TLS_REJECT_UNAUTHORIZED: 'lets any server pass for the identity provider. Unset it.',
    });
    expect(problemsOf({ RUNTIME, NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toEqual({});
  });
});

describe('a name that is nearly right', () => {
  it.each([
    ['AUTH_PASSWORD_FLO', 'AUTH_PASSWORD_FLOW'],
    ['AUTH_PASWORD_FLOW', 'AUTH_PASSWORD_FLOW'],
    ['AUTH_PASSWORD_FOLW', 'AUTH_PASSWORD_FLOW'],
    ['auth_PASSWORD_FLOW', undefined],
    ['EVENT_SOURCE', 'EVENT_SOURCES'],
    ['FIREBASE_TENNANT_ID', 'FIREBASE_TENANT_ID'],
    ['JWT_AUTHORISED_AUDIENCES', 'JWT_AUTHORIZED_AUDIENCES'],
    ['JWT_VERIFY_TOKEN_EXPIRATIONS', 'JWT_VERIFY_TOKEN_EXPIRATION'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['JWT_AUTHORIZATION_GROUP_ATTR_NAM', 'JWT_AUTHORIZATION_GROUPS_ATTR_NAME'],
    ['JWT_AUTHORIZATION_GROUP_ATTR_NA', undefined],
    ['PORTS', undefined],
    ['AWS_LAMBDA_LOG_LEVEL', undefined],
  ])('%s is taken for %s', (name, meant) => {
    expect(problemsOf({ [name]: 'CANARY' })).toEqual(
      meant === undefined ? {} : { [name]: `is not known here. Did you mean ${meant}?` },
    );
  });

  it('is ignored when the right one is set too', () => {
    expect(problemsOf({ DOCS: 'off', EVENT_SOURCES: 'all', EVENT_SOURCE: 'x' })).toEqual({});
  });
});
