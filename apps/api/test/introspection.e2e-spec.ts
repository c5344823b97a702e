import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startKeySetServer, type KeySetServer } from '@lambda-nest/testing';
import { startApi, type TestApi } from './start-api.ts';

const ISSUER = 'https://login.example.com/realms/shop';

/** A provider that can be asked whether its tokens still count (RFC 7662). */
let provider: KeySetServer;
let api: TestApi;

const environment = (more: Record<string, string | undefined>) => ({
  FIREBASE_PROJECT_ID: undefined,
  FIREBASE_APP_API_KEY: undefined,
  FIREBASE_AUTH_EMULATOR_HOST: undefined,
  AUTH_PASSWORD_FLOW: 'off',
  JWT_ISSUER: ISSUER,
  JWT_AUTHORIZED_AUDIENCES: 'orders-api',
  ...more,
});

beforeAll(async () => {
  provider = await startKeySetServer({ body: '{"active":true}' });
  api = await startApi({
    environment: environment({
      JWT_INTROSPECTION_URI: provider.uri,
      JWT_INTROSPECTION_CLIENT_ID: 'orders-api',
      JWT_INTROSPECTION_CLIENT_SECRET: 'secret',
    }),
  });
});
afterAll(async () => {
  await api.close();
  await provider.close();
});
beforeEach(() => provider.replyWith({ body: '{"active":true}' }));

let count = 0;
/** A token of its own for each call: what is known of one is not what is tried with the next. */
const tokenWith = (groups: readonly string[]) =>
  api.bearer({ iss: ISSUER, aud: 'orders-api', groups, jti: `token-${(count += 1)}` });
const call = (headers: { authorization: string }, path = '/v1/admin/endpoints') =>
  api.request({ path, headers });

describe('a route for ADMINS of a provider that is asked about tokens', () => {
  it('is open while the provider takes the token for good', async () => {
    expect((await call(tokenWith(['ADMINS']))).status).toBe(200);
  });

  it('is closed when it does not, as to an account that was disabled', async () => {
    provider.replyWith({ body: '{"active":false}' });
    const { status, text } = await call(tokenWith(['ADMINS']));
    expect([status, text]).toEqual([401, expect.stringContaining('"code":"401')]);
    expect(api.lines.at(-1)).toMatchObject({ reason: 'account-revoked' });
  });

  it('is closed for the moment when the provider cannot say', async () => {
    provider.replyWith({ status: 500, body: 'CANARY' });
    const { status, headers } = await call(tokenWith(['ADMINS']));
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(api.output.join('')).not.toMatch(/CANARY|secret/);
  });

  it('is no matter for the provider when the caller lacks the role, nor are other routes', async () => {
    provider.replyWith({ body: '{"active":false}' });
    expect((await call(tokenWith(['USERS']))).status).toBe(403);
    expect((await call(tokenWith(['ADMINS']), '/v1/users/whoami')).status).toBe(200);
  });
});

describe('an application', () => {
  it.each([
    ['JWT_INTROSPECTION_CLIENT_SECRET', { JWT_INTROSPECTION_CLIENT_SECRET: undefined }],
    ['JWT_INTROSPECTION_CLIENT_ID', { JWT_INTROSPECTION_CLIENT_ID: ' ' }],
    ['JWT_INTROSPECTION_URI', { JWT_INTROSPECTION_URI: undefined }],
    ['JWT_INTROSPECTION_URI', { JWT_INTROSPECTION_URI: 'http://login.example.com/introspect' }],
  ])('does not start when %s is not as it must be', async (name, more) => {
    const sound = {
      JWT_INTROSPECTION_URI: 'https://login.example.com/introspect',
      JWT_INTROSPECTION_CLIENT_ID: 'orders-api',
      JWT_INTROSPECTION_CLIENT_SECRET: 'secret',
    };
    await expect(startApi({ environment: environment({ ...sound, ...more }) })).rejects.toThrow(
      `  - ${name} `,
    );
  });
});
