import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrdersModule } from './orders.module.ts';
import { startIdentity, type LocalIdentity } from '@lambda-nest/local/testing';
import { mint } from '@lambda-nest/testing';
import { configureGateway, readApplication, sendRequest } from '@lambda-nest/toolkit/conformance';
import {
  STAGE,
  startBehindGateway,
  type ApiBehindGateway,
} from '../../libs/local/src/proofs/start-behind-gateway.ts';

const ORDERS = { module: OrdersModule, entry: 'workbench/proofs/orders.module.ts' };
const ROUTES = configureGateway(await readApplication(ORDERS));

/** Wants orders:read or orders:write. */
const PATH = '/v1/orders';

type Claims = Record<string, unknown>;
type Provider = { issuer?: string; audience: string; claims: Claims };

/** An application that trusts another issuer than Firebase, and how a token of that issuer looks. */
const PROVIDERS: Record<string, Provider> = {
  Firebase: { audience: 'demo-proj', claims: {} },
  Cognito: {
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    audience: 'client-1',
    // Access tokens of Cognito name the client instead of an audience.
    claims: { aud: undefined, client_id: 'client-1', token_use: 'access' },
  },
  Auth0: {
    issuer: 'https://tenant.eu.auth0.com/',
    audience: 'https://api.example.com',
    claims: { aud: ['https://api.example.com', 'https://tenant.eu.auth0.com/userinfo'], azp: 'client-1' },
  },
  'an OpenID provider': {
    issuer: 'https://login.example.com',
    audience: 'api-1',
    claims: { aud: 'api-1' },
  },
};

function start({ issuer, audience }: Provider): Promise<ApiBehindGateway> {
  const environment = issuer && {
    FIREBASE_PROJECT_ID: undefined,
    FIREBASE_APP_API_KEY: undefined,
    AUTH_PASSWORD_FLOW: 'off',
    JWT_ISSUER: issuer,
    JWT_AUTHORIZED_AUDIENCES: audience,
  };
  return startBehindGateway(ROUTES, { ...ORDERS, ...(environment && { environment }) });
}

/** What a request for a scoped route comes to: through the gateway, and at the application alone. */
async function call(api: ApiBehindGateway, token: string): Promise<{ gateway: string; application: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const behind = await sendRequest({ base: api.url, path: PATH, headers });
  const alone = await api.request({ path: PATH, stage: STAGE, headers });
  return { gateway: `${behind.status} ${behind.text}`, application: `${alone.status} ${alone.text}` };
}

const opened = (...scopes: string[]) => {
  const reply = `200 ${JSON.stringify({ orders: [], scopes })}`;
  return { gateway: reply, application: reply };
};

const CLOSED = {
  gateway: '403 {"message":"Forbidden"}',
  application: expect.stringMatching(/^403 .*"code":"403005"/),
};

describe.each(Object.entries(PROVIDERS))('a scope in a token of %s', (_name, provider) => {
  let api: ApiBehindGateway;
  beforeAll(async () => {
    api = await start(provider);
  });
  afterAll(() => api.close());

  const token = (claims: Claims): string => {
    const iss = provider.issuer ? { iss: provider.issuer } : {};
    return mint({ payload: { ...iss, ...provider.claims, groups: undefined, ...claims } });
  };

  it.each<[string, Claims, string[]]>([
    ['scope, a string', { scope: 'orders:read' }, ['orders:read']],
    ['scope among others', { scope: 'openid email orders:write' }, ['openid', 'email', 'orders:write']],
    ['scope, an array', { scope: ['orders:read'] }, ['orders:read']],
    ['scp, a string', { scp: 'orders:read profile' }, ['orders:read', 'profile']],
    ['scp, an array', { scp: ['orders:read'] }, ['orders:read']],
    ['scp beside another scope', { scp: ['orders:read'], scope: 'openid' }, ['orders:read']],
  ])('opens the route at gateway and application: %s', async (_what, claims, scopes) => {
    expect(await call(api, token(claims))).toEqual(opened(...scopes));
  });

  it.each<[string, Claims]>([
    ['no scope', {}],
    ['an empty one', { scope: '' }],
    ['another one', { scope: 'orders:list' }],
    ['a part of it', { scope: 'orders' }],
    ['it in another case', { scope: 'ORDERS:READ' }],
    ['it behind a comma', { scope: 'openid,orders:read' }],
    ['it in scope, hidden by scp', { scp: [], scope: 'orders:read' }],
    ['it in a claim of another name', { scopes: ['orders:read'], permissions: ['orders:read'] }],
  ])('leaves the route closed at both: %s', async (_what, claims) => {
    expect(await call(api, token(claims))).toEqual(CLOSED);
  });
});

describe('a scope that Firebase Authentication grants by a custom claim', () => {
  let identity: LocalIdentity;
  let api: ApiBehindGateway;

  beforeAll(async () => {
    identity = await startIdentity({ port: 0 });
    const environment = {
      FIREBASE_PROJECT_ID: identity.projectId,
      JWT_ISSUER_JWKS_URI: identity.jwksUri,
      FIREBASE_AUTH_EMULATOR_HOST: identity.host,
    };
    api = await startBehindGateway(
      ROUTES,
      { ...ORDERS, environment },
      { discoveryUri: identity.discoveryUri },
    );
  });
  afterAll(async () => {
    await api.close();
    await identity.close();
  });

  const post = async (path: string, body: object): Promise<Record<string, string>> => {
    const response = await fetch(`${identity.url}/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, string>;
  };
  const grant = (claims: Claims): Promise<unknown> =>
    post(`identitytoolkit.googleapis.com/v1/projects/${identity.projectId}/accounts:update`, {
      localId: 'user',
      customAttributes: JSON.stringify(claims),
    });
  const signIn = (): Promise<Record<string, string>> =>
    post('identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=local', {
      email: 'user@example.com',
      password: 'password',
      returnSecureToken: true,
    });
  const refresh = (refreshToken = ''): Promise<Record<string, string>> =>
    post('securetoken.googleapis.com/v1/token?key=local', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });

  it('opens the route with the next token, and closes it when it is taken away, without a deployment', async () => {
    const first = await signIn();
    expect(await call(api, first['idToken'] ?? '')).toEqual(CLOSED);

    await grant({ groups: ['USERS'], scope: 'orders:read' });
    const granted = await refresh(first['refreshToken']);
    expect(await call(api, granted['id_token'] ?? '')).toEqual(opened('orders:read'));

    await grant({ groups: ['USERS'] });
    const taken = await refresh(granted['refresh_token']);
    expect(await call(api, taken['id_token'] ?? '')).toEqual(CLOSED);
  });
});
