import { describe, expect, it } from '@jest/globals';
import { DEPLOYED, LAPTOP, problemsOf } from '../test/config-problems.ts';
import { parseConfig } from './config.ts';
import type { Environment } from './environment.reader.ts';

describe('parseConfig', () => {
  it.each(['1', '2000000', '6291456'])('takes bodies of as many bytes as are set: %s', (value) => {
    expect(parseConfig({ ...DEPLOYED, MAX_BODY_BYTES: value }).maxBodyBytes).toBe(Number(value));
  });

  it.each(['0', '6291457', '1 MB', '-1'])(
    'takes no larger bodies than Lambda does, and none at all: %s',
    (value) => {
      expect(problemsOf({ ...DEPLOYED, MAX_BODY_BYTES: value })).toEqual({
        MAX_BODY_BYTES: 'must be a whole number from 1 to 6291456.',
      });
    },
  );

  it('is content with the six variables of a deployment', () => {
    expect(parseConfig(DEPLOYED)).toEqual({
      isDeployed: true,
      stage: 'mvp',
      mappingKey: 'nest',
      region: 'us-east-1',
      host: '127.0.0.1',
      port: 3001,
      grants: { rolesClaim: 'groups' },
      issuers: [
        {
          preset: 'firebase',
          issuer: 'https://securetoken.google.com/my-project',
          audiences: ['my-project'],
          jwksUri:
            'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
          verifyExpiration: true,
          allowHttpLoopback: false,
          grants: { rolesClaim: 'groups' },
        },
      ],
      firebase: { projectId: 'my-project', apiKey: 'AIzaSyCANARY', hasCredentials: false },
      isAccountChecked: true,
      introspection: null,
      accounts: { kind: 'none' },
      isPasswordFlowOn: true,
      isSignUpOn: false,
      docsEnabled: true,
      eventSources: ['http-api'],
      clientAddress: { kind: 'peer' },
      originSecrets: [],
      maxBodyBytes: 1_048_576,
      corsOrigins: [],
      logLevel: 'info',
      logCaller: 'hashed',
      isLogPretty: false,
    });
  });

  it('takes where to ask Google for credentials, which is no secret', () => {
    const credentials = '{"type":"external_account","audience":"//iam.googleapis.com/…"}';
    expect(parseConfig({ ...DEPLOYED, GOOGLE_CREDENTIALS: credentials }).firebase).toMatchObject({
      credentials,
    });
  });

  it.each([
    ['a key', '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----CANARY"}'],
    ['a key that says it is none', '{"type":"external_account","key":"-----BEGIN PRIVATE KEY-----CANARY"}'],
    ['no JSON', '/var/task/CANARY.json'],
    ['null', 'null'],
  ])('rejects Google credentials that are %s', (_what, text) => {
    expect(problemsOf({ ...DEPLOYED, GOOGLE_CREDENTIALS: text })).toEqual({
      GOOGLE_CREDENTIALS:
        'must be the JSON text of a configuration of type external_account. Keep a key in SSM, and name it by ' +
        'GOOGLE_CREDENTIALS_PARAMETER.',
    });
  });

  it('rejects Google credentials from two places', () => {
    const both = {
      GOOGLE_CREDENTIALS: '{"type":"external_account"}',
      GOOGLE_CREDENTIALS_PARAMETER: '/google',
    };
    expect(problemsOf({ ...DEPLOYED, ...both })).toEqual({
      GOOGLE_CREDENTIALS: 'contradicts GOOGLE_CREDENTIALS_PARAMETER. Unset one of them.',
    });
  });

  it('takes any OIDC issuer instead of Firebase', () => {
    const { issuers, firebase } = parseConfig({
      RUNTIME: 'LAMBDA',
      AUTH_PASSWORD_FLOW: 'off',
      JWT_ISSUER: 'https://tenant.eu.auth0.com/',
      JWT_AUTHORIZED_AUDIENCES: 'https://api.example.com, other',
    });
    expect(issuers).toHaveLength(1);
    expect(issuers[0]).toMatchObject({
      preset: 'auth0',
      audiences: ['https://api.example.com', 'other'],
      jwksUri: 'https://tenant.eu.auth0.com/.well-known/jwks.json',
    });
    expect(firebase).toBeUndefined();
  });

  it('reports everything at once, each by name, and no value', () => {
    const environment = {
      RUNTIME: 'LAMBDA',
      AWS_API_GW_STAGE_NAME: 'CANARY/1',
      AWS_API_GW_MAPPING_KEY: '/CANARY-2',
      AWS_REGION: 'CANARY-3',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'email',
      JWT_ISSUER: 'http://CANARY-4.example',
      JWT_ISSUER_JWKS_URI: 'http://127.0.0.1/CANARY-5',
      JWT_VERIFY_TOKEN_EXPIRATION: 'false',
      FIREBASE_AUTH_EMULATOR_HOST: 'CANARY-6',
      FIRESTORE_EMULATOR_HOST: 'CANARY-7',
      AUTH_PASSWORD_FLOW: 'CANARY-8',
      DOCS: 'yes',
      EVENT_SOURCES: 'http-api,CANARY-9',
      CORS_ORIGINS: '*',
      LOG_LEVEL: 'loud',
      PORT: '70000',
      FIREBASE_TENANT_ID: 'CANARY 10',
    };
    expect(Object.keys(problemsOf(environment)).toSorted()).toEqual([
      'AUTH_PASSWORD_FLOW',
      'AWS_API_GW_MAPPING_KEY',
      'AWS_API_GW_STAGE_NAME',
      'AWS_REGION',
      'CORS_ORIGINS',
      'DOCS',
      'EVENT_SOURCES',
      'FIREBASE_APP_API_KEY',
      'FIREBASE_AUTH_EMULATOR_HOST',
      'FIREBASE_TENANT_ID',
      'FIRESTORE_EMULATOR_HOST',
      'JWT_AUTHORIZATION_GROUPS_ATTR_NAME',
      'JWT_ISSUER',
      'JWT_ISSUER_JWKS_URI',
      'JWT_VERIFY_TOKEN_EXPIRATION',
      'LOG_LEVEL',
      'PORT',
    ]);
    expect(() => parseConfig(environment)).toThrow('Potential solutions: the README lists every variable');
    expect(() => parseConfig(environment)).not.toThrow('CANARY');
  });

  it.each<[string, Environment, string, string]>([
    [
      'no issuer',
      { ...DEPLOYED, FIREBASE_PROJECT_ID: undefined },
      'FIREBASE_PROJECT_ID',
      'is not set. Set it, or JWT_ISSUER and JWT_AUTHORIZED_AUDIENCES.',
    ],
    [
      'no audience',
      { ...DEPLOYED, FIREBASE_PROJECT_ID: undefined, JWT_ISSUER: 'https://issuer.example' },
      'JWT_AUTHORIZED_AUDIENCES',
      'is not set. Set it to the audiences of your tokens, separated by commas.',
    ],
    [
      'an Auth0 issuer without its slash',
      {
        ...DEPLOYED,
        FIREBASE_PROJECT_ID: undefined,
        JWT_ISSUER: 'https://t.auth0.com',
        JWT_AUTHORIZED_AUDIENCES: 'a',
      },
      'JWT_ISSUER',
      'does not fit. The issuer must end with a slash, as Auth0 writes it into its tokens.',
    ],
    [
      'another issuer than the project',
      { ...DEPLOYED, JWT_ISSUER: 'https://issuer.example' },
      'JWT_ISSUER',
      'contradicts FIREBASE_PROJECT_ID. Unset one of them, or describe the other one in JWT_MORE_ISSUERS.',
    ],
    [
      'another audience than the project',
      { ...DEPLOYED, JWT_AUTHORIZED_AUDIENCES: 'my-project,other' },
      'JWT_AUTHORIZED_AUDIENCES',
      'must be the Firebase project id alone. Unset it.',
    ],
    [
      'no API key',
      { ...DEPLOYED, FIREBASE_APP_API_KEY: ' ' },
      'FIREBASE_APP_API_KEY',
      'is not set, but the password flow needs it. Set it, or set AUTH_PASSWORD_FLOW=off.',
    ],
    [
      'an http issuer elsewhere',
      { ...LAPTOP, FIREBASE_PROJECT_ID: undefined, JWT_ISSUER: 'http://10.0.0.1:1' },
      'JWT_ISSUER',
      'must be an https URL, or http on this machine.',
    ],
    [
      'an http key set elsewhere',
      { ...LAPTOP, JWT_ISSUER_JWKS_URI: 'http://10.0.0.1/k' },
      'JWT_ISSUER_JWKS_URI',
      'must be an https URL, or http on this machine.',
    ],
    [
      'an emulator elsewhere',
      { ...LAPTOP, FIREBASE_AUTH_EMULATOR_HOST: 'emulator.example:9099' },
      'FIREBASE_AUTH_EMULATOR_HOST',
      'must be host:port on this machine, such as 127.0.0.1:9099.',
    ],
    [
      'credentials in a URL',
      { ...DEPLOYED, JWT_ISSUER_JWKS_URI: 'https://u:p@host/k' },
      'JWT_ISSUER_JWKS_URI',
      'must be an absolute https URL without credentials, query or fragment.',
    ],
    [
      'an empty roles claim',
      { ...DEPLOYED, JWT_AUTHORIZATION_GROUPS_ATTR_NAME: '' },
      'JWT_AUTHORIZATION_GROUPS_ATTR_NAME',
      'is empty. Name the claim that holds the roles, e.g. groups.',
    ],
    [
      'a hole in a list',
      { ...DEPLOYED, CORS_ORIGINS: 'https://a.example,,https://b.example' },
      'CORS_ORIGINS',
      'has an empty entry. Separate entries with single commas.',
    ],
    [
      'an origin with a path',
      { ...DEPLOYED, CORS_ORIGINS: 'https://a.example/' },
      'CORS_ORIGINS',
      'must list exact origins such as https://app.example.com, never *.',
    ],
  ])('says what to do about %s', (_case, environment, variable, problem) => {
    expect(problemsOf(environment)).toEqual({ [variable]: problem });
  });

  it.each(['TRUE', '0', 'yes', 'off'])('is strict about true and false: %s', (value) => {
    expect(problemsOf({ ...LAPTOP, JWT_VERIFY_TOKEN_EXPIRATION: value })).toEqual({
      JWT_VERIFY_TOKEN_EXPIRATION: 'must be one of true, false.',
    });
  });

  it.each([
    ['all', ['http-api', 'http-api-v1', 'rest', 'function-url', 'alb']],
    ['rest, alb', ['rest', 'alb']],
  ])('reads event sources: %s', (value, sources) => {
    expect(parseConfig({ ...DEPLOYED, EVENT_SOURCES: value }).eventSources).toEqual(sources);
  });

  it('has groups as the claim and no stage or mapping key unless told', () => {
    const { FIREBASE_APP_API_KEY, FIREBASE_PROJECT_ID } = DEPLOYED;
    const config = parseConfig({ FIREBASE_APP_API_KEY, FIREBASE_PROJECT_ID });
    expect(config).toMatchObject({ grants: { rolesClaim: 'groups' }, stage: '$default', isDeployed: true });
    expect(config).not.toHaveProperty('mappingKey');
  });
});

describe('CLIENT_ADDRESS', () => {
  it.each([
    [undefined, { kind: 'peer' }],
    ['peer', { kind: 'peer' }],
    ['none', { kind: 'none' }],
    ['cloudfront', { kind: 'hops', hops: 1 }],
    ['hops:3', { kind: 'hops', hops: 3 }],
    ['header:cloudfront-viewer-address', { kind: 'header', name: 'cloudfront-viewer-address' }],
  ])('%s says whose address is the client’s', (value, rule) => {
    expect(parseConfig({ ...DEPLOYED, CLIENT_ADDRESS: value }).clientAddress).toEqual(rule);
  });

  it.each(['hops:0', 'hops:10', 'hops', 'header:', 'header:X-Real-IP', 'x-forwarded-for', 'CloudFront'])(
    'is nothing else: %s',
    (value) => {
      expect(problemsOf({ ...DEPLOYED, CLIENT_ADDRESS: value })).toEqual({
        CLIENT_ADDRESS: 'must be peer, cloudfront, hops:<1 to 9>, header:<name in lower case> or none.',
      });
    },
  );
});

describe('ACCOUNT_CHECK', () => {
  const OTHER = {
    RUNTIME: 'LAMBDA',
    AUTH_PASSWORD_FLOW: 'off',
    JWT_ISSUER: 'https://issuer.example',
    JWT_AUTHORIZED_AUDIENCES: 'api',
  };
  const COGNITO = { ...OTHER, JWT_ISSUER: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123' };

  it.each<[Environment, boolean]>([
    [DEPLOYED, true],
    [{ ...DEPLOYED, ACCOUNT_CHECK: 'required' }, true],
    [{ ...DEPLOYED, ACCOUNT_CHECK: 'off' }, false],
    [OTHER, false],
    [{ ...OTHER, ACCOUNT_CHECK: 'off' }, false],
    [COGNITO, false],
    [{ ...COGNITO, ACCOUNTS: 'on' }, true],
    [{ ...COGNITO, ACCOUNTS: 'on', ACCOUNT_CHECK: 'off' }, false],
  ])(
    'is required with Firebase, and with the accounts of a user pool, unless it is off: %j',
    (environment, expected) => {
      expect(parseConfig(environment).isAccountChecked).toBe(expected);
    },
  );

  it('cannot be required of another issuer', () => {
    expect(problemsOf({ ...OTHER, ACCOUNT_CHECK: 'required' })).toEqual({
      ACCOUNT_CHECK:
        'needs FIREBASE_PROJECT_ID, JWT_INTROSPECTION_URI, or ACCOUNTS=on with a Cognito user pool: another issuer cannot be asked. Unset it.',
    });
  });

  it.each<[Environment, boolean]>([
    [{}, false],
    [{ GOOGLE_APPLICATION_CREDENTIALS: '/var/task/google.json' }, true],
    [{ GOOGLE_CREDENTIALS_PARAMETER: '/api/google' }, true],
  ])('has credentials where something names them: %j', (given, expected) => {
    expect(parseConfig({ ...DEPLOYED, ...given }).firebase?.hasCredentials).toBe(expected);
  });
});
