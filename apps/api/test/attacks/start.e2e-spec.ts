import { describe, expect, it } from '@jest/globals';
import { buildContext, buildHttpApiEvent } from '@lambda-nest/testing';
import { AppModule } from '../../src/app.module.ts';
import { createApp } from '@lambda-nest/application';
import { startLambda } from '../start-lambda.ts';

const DEPLOYED = {
  AWS_LAMBDA_FUNCTION_NAME: 'f',
  AWS_REGION: 'eu-west-1',
  RUNTIME: 'LAMBDA',
  AWS_API_GW_STAGE_NAME: 'prod',
  AWS_API_GW_MAPPING_KEY: 'nest',
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
  FIREBASE_APP_API_KEY: 'CANARY-KEY',
  FIREBASE_PROJECT_ID: 'demo-proj',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Why an application with these variables does not start. */
async function errorOf(environment: Environment): Promise<string> {
  const started = createApp(AppModule, { environment: { ...DEPLOYED, LOG_LEVEL: 'silent', ...environment } });
  return started.then(
    () => 'started',
    (error: unknown) => String(error),
  );
}

describe('the function', () => {
  it('starts with the variables of a deployment, and answers', async () => {
    const started = await startLambda({ ...DEPLOYED, LOG_LEVEL: 'silent' });
    if (!('handler' in started)) throw new Error(started.error);
    expect(started.handler.length).toBeLessThanOrEqual(2);
    const event = buildHttpApiEvent({ path: '/v1/manage/hc', stage: 'prod' });
    expect(await started.handler(event, buildContext())).toMatchObject({ statusCode: 200 });
  });

  it.each<[string, Environment]>([
    ['FIREBASE_AUTH_EMULATOR_HOST', { FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099' }],
    ['FIREBASE_AUTH_EMULATOR_HOST', { FIREBASE_AUTH_EMULATOR_HOST: 'CANARY.example:1', RUNTIME: undefined }],
    ['FIRESTORE_EMULATOR_HOST', { FIRESTORE_EMULATOR_HOST: 'CANARY' }],
    ['JWT_ISSUER', { FIREBASE_PROJECT_ID: undefined, JWT_ISSUER: 'http://CANARY.example/' }],
    ['JWT_ISSUER', { FIREBASE_PROJECT_ID: undefined, JWT_ISSUER: 'https://CANARY@issuer.example/' }],
    ['JWT_ISSUER', { FIREBASE_PROJECT_ID: undefined, JWT_ISSUER: 'CANARY' }],
    ['JWT_ISSUER_JWKS_URI', { JWT_ISSUER_JWKS_URI: 'http://CANARY.example/keys' }],
    ['JWT_ISSUER_JWKS_URI', { JWT_ISSUER_JWKS_URI: 'http://127.0.0.1:9099/CANARY' }],
    ['JWT_ISSUER_JWKS_URI', { JWT_ISSUER_JWKS_URI: 'file:///CANARY' }],
    ['JWT_ISSUER_JWKS_URI', { JWT_ISSUER_JWKS_URI: 'data:application/json,CANARY' }],
    ['JWT_VERIFY_TOKEN_EXPIRATION', { JWT_VERIFY_TOKEN_EXPIRATION: 'false' }],
    ['JWT_VERIFY_TOKEN_EXPIRATION', { JWT_VERIFY_TOKEN_EXPIRATION: 'CANARY' }],
    ['FIREBASE_PROJECT_ID', { FIREBASE_PROJECT_ID: undefined }],
    ['FIREBASE_PROJECT_ID', { FIREBASE_PROJECT_ID: 'CANARY/../x' }],
    ['JWT_AUTHORIZED_AUDIENCES', { JWT_AUTHORIZED_AUDIENCES: 'demo-proj,CANARY' }],
    ['FIREBASE_APP_API_KEY', { FIREBASE_APP_API_KEY: undefined }],
    ['EVENT_SOURCES', { EVENT_SOURCES: 'http-api,CANARY' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: '*' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'https://*.CANARY.example' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'null' }],
    ['NODE_TLS_REJECT_UNAUTHORIZED', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['RUNTIME', { RUNTIME: 'lambda' }],
    ['AUTH_PASSWORD_FLO', { AUTH_PASSWORD_FLO: 'off' }],
    ['LOG_FORMAT', { LOG_FORMAT: 'pretty' }],
  ])('serves nothing, and names %s without its value: %j', async (name, environment) => {
    const error = await errorOf(environment);
    expect(error).toContain(`  - ${name} `);
    expect(error).not.toContain('CANARY');
  });

  const MANAGED = {
    AWS_LAMBDA_FUNCTION_NAME: 'api',
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: '/var/task',
  };

  it.each(['LAMBDA', 'LOCAL', 'CONTAINER', 'PRODUCTION', 'AWS', 'prod', '', undefined])(
    'serves nothing in Lambda with a check that is off, whatever RUNTIME says: %s',
    async (RUNTIME) => {
      for (const [name, value] of [
        ['JWT_VERIFY_TOKEN_EXPIRATION', 'false'],
        ['FIREBASE_AUTH_EMULATOR_HOST', '127.0.0.1:9099'],
        ['JWT_ISSUER_JWKS_URI', 'http://127.0.0.1:9099/jwks.json'],
      ] as const) {
        expect(await errorOf({ ...MANAGED, RUNTIME, [name]: value })).toContain(`  - ${name} `);
      }
    },
  );

  const plainObject = '__proto__ constructor prototype toString hasOwnProperty valueOf'.split(' ');
  const tokens = 'sub iss aud exp firebase user_id scope scp client_id'.split(' ');
  const users =
    'email email_verified name picture phone_number preferred_username nickname custom:role'.split(' ');

  it.each(['', ' ', ' groups', plainObject, tokens, users].flat())(
    'serves nothing with the roles in the claim %j',
    async (claim) => {
      const error = await errorOf({ JWT_AUTHORIZATION_GROUPS_ATTR_NAME: claim });
      expect(error).toContain('  - JWT_AUTHORIZATION_GROUPS_ATTR_NAME ');
    },
  );

  it('names every problem at once', async () => {
    const started = await startLambda({
      ...DEPLOYED,
      FIREBASE_AUTH_EMULATOR_HOST: 'CANARY:1',
      JWT_VERIFY_TOKEN_EXPIRATION: 'false',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'email',
      JWT_ISSUER: 'http://CANARY.example',
      EVENT_SOURCES: 'CANARY',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      CORS_ORIGIN: 'CANARY',
      DOCS: 'CANARY',
    });
    const error = 'error' in started ? started.error : 'started';
    expect(error.match(/^ {2}- (\w+)/gm)?.toSorted()).toEqual([
      '  - CORS_ORIGIN',
      '  - DOCS',
      '  - EVENT_SOURCES',
      '  - FIREBASE_AUTH_EMULATOR_HOST',
      '  - JWT_AUTHORIZATION_GROUPS_ATTR_NAME',
      '  - JWT_ISSUER',
      '  - JWT_VERIFY_TOKEN_EXPIRATION',
      '  - NODE_TLS_REJECT_UNAUTHORIZED',
    ]);
    expect(error).not.toContain('CANARY');
  });
});
