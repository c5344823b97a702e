import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readGrants } from '@lambda-nest/access/policy';
import { createTokenVerifier, presetFor, type IssuerSettings } from '@lambda-nest/identity';
import { mint } from '@lambda-nest/testing';
import { PROVIDER_SHAPES } from '@lambda-nest/testing/providers';
import { createJwtAuthorizer } from '@lambda-nest/gateway/model';
import { SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { startProvider, TOKEN_PATH, type StandIn } from '../src/oidc/start-provider.ts';
import { readTrustedIssuer, type TrustedIssuer, type Variables } from '../src/oidc/trusted-issuer.ts';

const SCOPES = ['orders:read', 'orders:write'];
const REDIRECT = 'http://localhost:3000/local/v1/docs/oauth2-redirect';

async function start(variables: Variables): Promise<{ issuer: TrustedIssuer; standIn: StandIn }> {
  const issuer = readTrustedIssuer(variables);
  if (!issuer) throw new Error('The variables name no issuer.');
  const standIn = await startProvider({
    issuer,
    users: SEEDED_USERS,
    scopes: SCOPES,
    port: 0,
    log: console.log,
  });
  return { issuer, standIn };
}

const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });

const tokenFor = async ({ url }: StandIn, query: string): Promise<string> =>
  (await fetch(`${url}${TOKEN_PATH}?${query}`, { method: 'POST' })).text();

const claimsIn = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as Record<string, unknown>;

/** Cookies of one browser, and where it was sent. */
function createBrowser() {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return { response, next: location ? new URL(location, url).href : '' };
  };
}

/** Signs in as the docs page does: authorization code with PKCE, the user chosen on the page of the stand-in. */
async function signIn({ url }: StandIn, clientId: string, user: string, scope: string): Promise<Response> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT,
    scope,
    state: 's1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const browse = createBrowser();
  const page = await browse(`${url}/auth?${query}`);
  await browse(page.next);
  const resumed = await browse(page.next, { user });
  const { next } = await browse(resumed.next);
  const code = new URL(next).searchParams.get('code') ?? '';
  return post(`${url}/token`, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: REDIRECT,
    code_verifier: verifier,
  });
}

/** Firebase has an emulator of its own; of Cognito the stand-in issues access tokens; programs have a test below. */
const OTHERS = Object.entries(PROVIDER_SHAPES).filter(
  ([name]) => !['Firebase, ID token', 'Cognito, ID token', 'Microsoft Entra, a daemon'].includes(name),
);

describe.each(OTHERS)('the stand-in for %s', (_name, shape) => {
  let issuer: TrustedIssuer;
  let standIn: StandIn;

  beforeAll(async () => {
    ({ issuer, standIn } = await start(shape.environment));
  });
  afterAll(() => standIn.close());

  /** What gateway and application make of a token. */
  async function judge(token: string) {
    const { discoveryUri, jwksUri } = standIn;
    const { audiences, parties } = issuer;
    const authorizer = createJwtAuthorizer({
      issuer: issuer.issuer,
      audience: audiences.length > 0 ? audiences : parties,
      discoveryUri,
      isStandIn: true,
    });
    const gateway = await authorizer.authorize(`Bearer ${token}`, []);
    const { JWT_TOKEN_KIND: tokenKind } = shape.environment;
    const settings = {
      issuer: issuer.issuer,
      audiences,
      authorizedParties: parties,
      jwksUri,
      tokenKind,
    } satisfies IssuerSettings;
    const verifier = createTokenVerifier({ ...presetFor(settings), allowHttpLoopback: true });
    const claims = await verifier.verify(token);
    return { gateway, ...readGrants(claims, issuer.grants) };
  }

  it('issues tokens that gateway and application take, with the roles of the user', async () => {
    const judged = await judge(await tokenFor(standIn, 'as=admin'));
    expect(judged.gateway).toMatchObject({ allowed: true });
    expect(judged.roles).toEqual(['USERS', 'ADMINS']);
    expect((await judge(await tokenFor(standIn, 'as=guest@example.com'))).roles).toEqual([]);
  });

  it('writes no claim that the provider does not write', async () => {
    const token = await tokenFor(standIn, 'as=user&scope=orders:read');
    const documented = {
      iss: '',
      groups: [],
      permissions: [],
      email: '',
      email_verified: true,
      name: '',
      ...shape.claims,
    };
    expect(Object.keys(documented)).toEqual(expect.arrayContaining(Object.keys(claimsIn(token))));
    expect(headerOf(token)['typ']).toBe({ typ: 'JWT', ...shape.header }.typ);
  });

  it('grants the scopes that are asked for, where the provider has scopes', async () => {
    const { scopes } = await judge(await tokenFor(standIn, 'as=user&scope=orders:write'));
    expect(scopes).toEqual(shape.scopes.length > 0 ? ['orders:write'] : []);
  });

  it('signs a user in by authorization code with PKCE, and again by refresh', async () => {
    const { docsClientId } = issuer;
    const reply = await signIn(standIn, docsClientId, 'admin', 'openid offline_access orders:read');
    const { access_token: token, refresh_token: refresh } = (await reply.json()) as Record<string, string>;
    expect(await judge(String(token))).toMatchObject({
      gateway: { allowed: true },
      roles: ['USERS', 'ADMINS'],
    });
    const renewed = await post(`${standIn.url}/token`, {
      grant_type: 'refresh_token',
      client_id: docsClientId,
      refresh_token: String(refresh),
    });
    const { access_token: next } = (await renewed.json()) as Record<string, string>;
    expect((await judge(String(next))).roles).toEqual(['USERS', 'ADMINS']);
  });

  it('rejects a token of the real issuer, and says so', async () => {
    const { discoveryUri } = standIn;
    const authorizer = createJwtAuthorizer({
      issuer: issuer.issuer,
      audience: [shape.audience],
      discoveryUri,
      isStandIn: true,
    });
    const real = mint({ payloadText: JSON.stringify({ iss: issuer.issuer, ...shape.claims }) });
    expect(await authorizer.authorize(`Bearer ${real}`, [])).toMatchObject({
      allowed: false,
      rejection: {
        reason:
          'the token is one of the real issuer, or of an earlier start: on this laptop a stand-in issues them. Sign in ' +
          'at the docs page, or use npm run token -- --as user',
      },
    });
  });
});

describe('the stand-in', () => {
  let standIn: StandIn;

  beforeAll(async () => {
    ({ standIn } = await start({
      JWT_ISSUER: 'https://login.example.com/realms/shop',
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
    }));
  });
  afterAll(() => standIn.close());

  it('gives a program a token in its own name', async () => {
    const reply = await post(
      `${standIn.url}/token`,
      { grant_type: 'client_credentials', scope: 'orders:read' },
      { authorization: `Basic ${btoa('local-program:password')}` },
    );
    const { access_token: token } = (await reply.json()) as Record<string, string>;
    expect(claimsIn(String(token))).toMatchObject({
      azp: 'local-program',
      preferred_username: 'service-account-local-program',
      scope: 'orders:read',
    });
  });

  it('sends no user to an address of another machine', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'local',
      redirect_uri: 'https://evil.example/',
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const reply = await fetch(`${standIn.url}/auth?${query}`, { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
  });

  it.each([
    ['a web page', { origin: 'http://localhost:3000' }],
    ['a browser', { 'sec-fetch-site': 'none' }],
  ])('gives %s no token without signing in', async (_who, headers) => {
    const reply = await fetch(`${standIn.url}${TOKEN_PATH}?as=admin`, { method: 'POST', headers });
    expect(reply.status).toBe(403);
  });

  it('names the users that there are when it is asked for another', async () => {
    expect(await tokenFor(standIn, 'as=nobody')).toBe(
      'There is no user of that name. There are admin, user, guest, local-program.',
    );
  });

  it('lets an application on this machine fetch tokens, and none of another', async () => {
    const preflight = (origin: string) =>
      fetch(`${standIn.url}/token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = async (origin: string) => {
      await preflight(origin);
      const reply = await post(
        `${standIn.url}/token`,
        { grant_type: 'refresh_token', client_id: 'local' },
        { origin },
      );
      return reply.headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://localhost:5173')).toBe('http://localhost:5173');
    expect(await allowed('https://evil.example')).toBeNull();
  });
});
