import { Controller, Get, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CurrentCaller, SignedIn, type VerifiedCaller } from '@lambda-nest/access';
import { startBehindGateway, STAGE, type ApiBehindGateway } from '@lambda-nest/local/proofs';
import { sendRequest } from '@lambda-nest/toolkit/conformance';
import {
  startKeySetServer,
  type KeySetServer,
  createCurveKey,
  mint,
  signingKey,
  type MintOptions,
} from '@lambda-nest/testing';
import { type ProviderShape, PROVIDER_SHAPES } from '@lambda-nest/testing/providers';
import { AppModule } from '../src/app.module.ts';
import { startApi, type TestApi } from './start-api.ts';

/** Says what the API takes the caller for. */
@Controller('v1/caller')
class CallerController {
  @SignedIn()
  @Get()
  show(@CurrentCaller() { claims, roles, scopes }: VerifiedCaller): object {
    return { sub: claims.sub, roles, scopes };
  }
}

@Module({ imports: [AppModule], controllers: [CallerController] })
class TestModule {}

const PATH = '/v1/caller';
const ROUTES = [PATH, '/v1/users/whoami'].map((path) => ({
  method: 'GET',
  path,
  authorizer: true,
  scopes: [],
}));

const NO_FIREBASE = {
  FIREBASE_PROJECT_ID: undefined,
  FIREBASE_APP_API_KEY: undefined,
  FIREBASE_AUTH_EMULATOR_HOST: undefined,
  AUTH_PASSWORD_FLOW: 'off',
};

const environmentOf = ({ environment }: ProviderShape) =>
  'FIREBASE_PROJECT_ID' in environment ? environment : { ...NO_FIREBASE, ...environment };

function tokenOf(
  { issuer, header, claims }: ProviderShape,
  more: Record<string, unknown> = {},
  options: MintOptions = {},
): string {
  const payloadText = JSON.stringify({ iss: issuer, ...claims, ...more });
  return mint({ ...options, header: { ...header, ...options.header }, payloadText });
}

describe.each(Object.entries(PROVIDER_SHAPES))('%s', (_name, shape) => {
  let api: ApiBehindGateway;

  beforeAll(async () => {
    const options = { module: TestModule, environment: environmentOf(shape) };
    api = await startBehindGateway(ROUTES, options, { audience: [shape.audience] });
  });
  afterAll(() => api.close());

  /** Status at the gateway, and at the application alone: a trigger without a gateway must come to the same. */
  async function call(token: string, path = PATH) {
    const headers = { authorization: `Bearer ${token}` };
    const behind = await sendRequest({ base: api.url, path, headers });
    const alone = await api.request({ path, stage: STAGE, headers });
    return { gateway: behind.status, application: alone.status, text: alone.text };
  }

  it('is let in, with its roles and scopes', async () => {
    const { text, ...statuses } = await call(tokenOf(shape));
    expect(statuses).toEqual({ gateway: 200, application: 200 });
    expect(JSON.parse(text)).toEqual({
      sub: shape.claims['sub'],
      roles: shape.roles,
      scopes: shape.scopes,
    });
  });

  it('opens a route for its role, and for no other', async () => {
    const expected = shape.roles.includes('USERS') ? 200 : 403;
    expect(await call(tokenOf(shape), '/v1/users/whoami')).toMatchObject({
      gateway: expected,
      application: expected,
    });
  });

  const attacks: Record<string, () => string> = {
    'of another issuer': () => tokenOf(shape, { iss: 'https://evil.example' }),
    'of an issuer with a slash more or less': () =>
      tokenOf(shape, { iss: shape.issuer.endsWith('/') ? shape.issuer.slice(0, -1) : `${shape.issuer}/` }),
    'for another audience': () => tokenOf(shape, { aud: 'another-api', client_id: undefined }),
    'without an audience': () =>
      tokenOf(shape, { aud: undefined, client_id: undefined, azp: undefined, cid: undefined }),
    'that expired': () => tokenOf(shape, { exp: Math.floor(Date.now() / 1000) - 1 }),
    'that never expires': () => tokenOf(shape, { exp: undefined }),
    'of tomorrow': () => tokenOf(shape, { nbf: Math.floor(Date.now() / 1000) + 86_400 }),
    'of no user': () => tokenOf(shape, { sub: undefined }),
    'with no algorithm': () => tokenOf(shape, {}, { header: { alg: 'none' }, sign: 'garbage' }),
    'signed with the public key': () => tokenOf(shape, {}, { header: { alg: 'HS256' }, sign: 'HS256:pem' }),
    'signed with the public key, as RS256': () => tokenOf(shape, {}, { sign: 'HS256:pem' }),
    'signed with a key of its own': () =>
      tokenOf(shape, {}, { key: { ...signingKey('evil'), kid: signingKey().kid } }),
    'signed with a key that it brings along': () =>
      tokenOf(
        shape,
        {},
        {
          key: { ...signingKey('evil'), kid: signingKey().kid },
          header: { jwk: signingKey('evil').jwk },
        },
      ),
    'signed on a curve': () =>
      tokenOf(shape, {}, { header: { alg: 'ES256' }, key: createCurveKey('ES256', 'k1'), sign: 'ES256' }),
  };

  it.each(Object.keys(attacks))('is rejected at gateway and application: a token %s', async (name) => {
    const token = attacks[name]?.() ?? '';
    expect(await call(token)).toMatchObject({ gateway: 401, application: 401 });
  });

  it('is rejected when it was given to another client', async () => {
    expect(await call(tokenOf(shape, shape.forOthers ?? { aud: 'another-api' }))).toMatchObject({
      application: 401,
    });
  });

  const kinds = Object.entries(shape.otherKinds ?? {});
  if (kinds.length > 0) {
    it.each(kinds)('is rejected as %s', async (_kind, { header = {}, claims }) => {
      expect(await call(tokenOf(shape, claims, { header }))).toMatchObject({ application: 401 });
    });
  }
});

describe('a program', () => {
  const shape = PROVIDER_SHAPES['Microsoft Entra, a daemon'] as ProviderShape;
  let api: TestApi;

  beforeAll(async () => {
    const environment = { ...environmentOf(shape), JWT_MACHINE_ROLES: undefined };
    api = await startApi({ module: TestModule, environment });
  });
  afterAll(() => api.close());

  it.each([
    ['with idtyp', {}],
    ['without idtyp', { idtyp: undefined }],
  ])('has no roles unless they were said to count: %s', async (_what, claims) => {
    const headers = { authorization: `Bearer ${tokenOf(shape, claims)}` };
    const { status, text } = await api.request({ path: PATH, headers });
    expect([status, (JSON.parse(text) as Claims)['roles']]).toEqual([200, []]);
  });
});

describe('Clerk without an audience', () => {
  const shape = PROVIDER_SHAPES['Clerk, session token'] as ProviderShape;
  let api: TestApi;

  beforeAll(async () => {
    const environment = { ...environmentOf(shape), JWT_AUTHORIZED_AUDIENCES: undefined };
    api = await startApi({ module: TestModule, environment });
  });
  afterAll(() => api.close());

  it('is let in by the address of the application that asked for the token', async () => {
    const ask = (claims: object) =>
      api.request({ path: PATH, headers: { authorization: `Bearer ${tokenOf(shape, { ...claims })}` } });
    expect((await ask({ aud: undefined })).status).toBe(200);
    expect((await ask({ aud: undefined, azp: 'https://evil.example' })).status).toBe(401);
    expect((await ask({ aud: undefined, azp: undefined })).status).toBe(401);
  });
});

describe('Firebase and Keycloak together', () => {
  const keycloak = PROVIDER_SHAPES['Keycloak, access token'] as ProviderShape;
  const firebase = PROVIDER_SHAPES['Firebase, ID token'] as ProviderShape;
  const key = signingKey('keycloak');
  let keys: KeySetServer;
  let api: TestApi;

  beforeAll(async () => {
    keys = await startKeySetServer({ keys: [key.jwk] });
    const more = {
      issuer: keycloak.issuer,
      audiences: ['account'],
      authorizedParties: ['shop-web'],
      rolesClaim: 'realm_access.roles',
      jwksUri: keys.uri,
    };
    api = await startApi({ module: TestModule, environment: { JWT_MORE_ISSUERS: JSON.stringify([more]) } });
  });
  afterAll(async () => {
    await api.close();
    await keys.close();
  });

  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, text } = await api.request({ path: PATH, headers });
    return [status, (JSON.parse(text) as Claims)['roles']];
  };

  it('are let in, each by its own keys and claims', async () => {
    expect(await ask(tokenOf(firebase))).toEqual([200, firebase.roles]);
    expect(await ask(tokenOf(keycloak, {}, { key }))).toEqual([200, keycloak.roles]);
  });

  it('grant nothing by the claims of the other one', async () => {
    expect(await ask(tokenOf(keycloak, { groups: ['ADMINS'], realm_access: {} }, { key }))).toEqual([
      200,
      [],
    ]);
    expect(await ask(tokenOf(firebase, { groups: [], realm_access: { roles: ['ADMINS'] } }))).toEqual([
      200,
      [],
    ]);
  });

  it('sign for themselves alone', async () => {
    expect(await ask(tokenOf(firebase, {}, { key }))).toEqual([401, undefined]);
    expect(await ask(tokenOf(keycloak))).toEqual([401, undefined]);
  });

  it('look up the accounts of Firebase alone', async () => {
    const path = '/v1/admin/endpoints';
    const headers = {
      authorization: `Bearer ${tokenOf(keycloak, { realm_access: { roles: ['ADMINS'] } }, { key })}`,
    };
    const before = api.google.requests.length;
    expect((await api.request({ path, headers })).status).toBe(200);
    expect(api.google.requests).toHaveLength(before);
  });
});

type Claims = Record<string, unknown>;
