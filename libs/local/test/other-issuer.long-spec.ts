import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mint } from '@lambda-nest/testing';
import { SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { listenOnLoopback } from '../src/listen-on-loopback.ts';
import { startProvider, type StandIn } from '../src/oidc/start-provider.ts';
import { readTrustedIssuer } from '../src/oidc/trusted-issuer.ts';
import { requestToken } from '../src/token/request-token.ts';
import { runFixture, type FixtureRun } from './run-fixture.ts';

// A start takes seconds, more on a machine with other things to do.
jest.setTimeout(60_000);

const ISSUER = 'https://login.example.com/realms/shop';

describe('npm start with another issuer in .env.local', () => {
  let running: FixtureRun;
  let base: string;
  let port: number;

  beforeAll(async () => {
    running = await runFixture(
      {},
      'by itself',
      `JWT_ISSUER=${ISSUER}\nJWT_AUTHORIZED_AUDIENCES=orders-api\nJWT_ISSUER_JWKS_URI=https://login.example.com/keys\n`,
    );
    const ports = await running.ready();
    base = `http://localhost:${ports.port}/local`;
    port = ports.identityPort;
  });
  afterAll(() => running.stop());

  const get = async (path: string, token?: string) =>
    fetch(base + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

  it('says for whom it stands in, and who there is', () => {
    expect(running.output()).toContain(`starting a stand-in for ${ISSUER} …`);
    expect(running.output().replaceAll(/\s+/g, ' ')).toContain(
      'users admin@example.com (USERS, ADMINS) user@example.com (USERS) guest@example.com (no group) password chosen on its page',
    );
  });

  it('has the function trust the issuer, with the keys of the stand-in, and nothing of Firebase', async () => {
    const { environment } = (await (await get('/v1/open')).json()) as { environment: Record<string, string> };
    expect(environment).toMatchObject({
      JWT_ISSUER: ISSUER,
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
      JWT_ISSUER_JWKS_URI: `http://127.0.0.1:${port}/jwks`,
      AUTH_PASSWORD_FLOW: 'off',
    });
    expect(Object.keys(environment).filter((name) => name.startsWith('FIREBASE'))).toEqual([]);
  });

  it('opens the gateway for a token of the stand-in, by npm run token', async () => {
    expect((await get('/v1/roles', await requestToken({ as: 'admin', scopes: [], port }))).status).toBe(200);
    expect((await get('/v1/roles', await requestToken({ as: 'guest', scopes: [], port }))).status).toBe(403);
    expect((await get('/v1/roles')).status).toBe(401);
  });

  it('rejects a token of the real issuer, and says why', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: ISSUER, aud: 'orders-api', sub: 'u', iat: now, exp: now + 60 };
    expect((await get('/v1/roles', mint({ payloadText: JSON.stringify(claims) }))).status).toBe(401);
    await running.says(
      /the token is one of the real issuer, or of an earlier start: on this laptop a stand-in/,
    );
  });

  it('names who there is when a token for another is asked for', async () => {
    await expect(requestToken({ as: 'nobody', scopes: [], port })).rejects.toThrow(
      'There is no user of that name. There are admin, user, guest, local-program.',
    );
  });

  it('goes on with the issuer that it started with when .env.local names another, and says what to do', async () => {
    await running.edit('realms/shop\n', 'realms/other\nJWT_ROLE_NAMES=staff=ADMINS\n', '.env.local');
    await running.says(
      /^JWT_ISSUER, JWT_ROLE_NAMES in \.env\.local changed\. The identity provider and the function go on with what they started with: stop npm start and start it again\.$/m,
    );
    await running.says(/^Rebuilt in /m);
    const { environment } = (await (await get('/v1/open')).json()) as { environment: Record<string, string> };
    expect(environment['JWT_ISSUER']).toBe(ISSUER);
    expect(environment).not.toHaveProperty('JWT_ROLE_NAMES');
    expect((await get('/v1/roles', await requestToken({ as: 'admin', scopes: [], port }))).status).toBe(200);
  });
});

describe('npm start with an issuer that no token can have', () => {
  it('ends with a sentence', async () => {
    const running = await runFixture(
      {},
      'by itself',
      'JWT_ISSUER=https://login.microsoftonline.com/common/v2.0\nJWT_AUTHORIZED_AUDIENCES=api\n',
    );
    await running.says(
      /JWT_ISSUER does not fit\. The issuer must be https:\/\/login\.microsoftonline\.com\/<tenant id>/,
    );
    await running.stop();
  });
});

describe('npm start with an issuer on this machine', () => {
  let running: FixtureRun;
  let keycloak: StandIn;

  beforeAll(async () => {
    const { port, close } = await listenOnLoopback(() => {}, { port: 0, what: 'nothing', variable: 'PORT' });
    await close();
    const variables = {
      JWT_ISSUER: `http://127.0.0.1:${port}`,
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
    };
    const issuer = readTrustedIssuer(variables);
    if (!issuer) throw new Error('There is no issuer.');
    keycloak = await startProvider({ issuer, users: SEEDED_USERS, scopes: [], port, log: console.log });
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
    // Nothing of ours listens on the identity's port then, so the issuer may have it.
    running = await runFixture({ IDENTITY_PORT: String(port) }, 'by itself', lines.join(''));
    await running.says(/^Ready in /m);
  });
  afterAll(async () => {
    await running.stop();
    await keycloak.close();
  });

  it('uses it as it is: its keys, and no stand-in', async () => {
    const [, port] = await running.says(/^Ready in [\d.]+ s: http:\/\/localhost:(\d+)\/local/m);
    const url = `http://localhost:${port}/local/v1`;
    const token = await requestToken({ as: 'admin', scopes: [], port: keycloak.port });
    const reply = await fetch(`${url}/roles`, { headers: { authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(200);
    const { environment } = (await (await fetch(`${url}/open`)).json()) as {
      environment: Record<string, string>;
    };
    expect(environment).toMatchObject({ JWT_ISSUER: keycloak.url, AUTH_PASSWORD_FLOW: 'off' });
    expect(environment).not.toHaveProperty('JWT_ISSUER_JWKS_URI');
    expect(running.output()).not.toContain('stand-in');
    expect(running.output()).not.toContain('identity http');
  });
});

describe('npm start with Firebase', () => {
  let running: FixtureRun;

  beforeAll(async () => {
    running = await runFixture();
  });
  afterAll(() => running.stop());

  it('gives tokens by npm run token, with scopes for that one alone', async () => {
    const { identityPort: port } = await running.ready();
    const claimsOf = async (scopes: readonly string[]) => {
      const token = await requestToken({ as: 'user', scopes, port });
      return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
    };
    expect(await claimsOf(['orders:read', 'orders:write'])).toMatchObject({
      email: 'user@example.com',
      groups: ['USERS'],
      scope: 'orders:read orders:write',
    });
    expect(await claimsOf([])).not.toHaveProperty('scope');
    await expect(requestToken({ as: 'nobody', scopes: [], port })).rejects.toThrow(
      'There is no user nobody@example.com. npm start says who there is.',
    );
  });
});

it('npm run token says what to do when nothing runs', async () => {
  const { port, close } = await listenOnLoopback(() => {}, { port: 0, what: 'nothing', variable: 'PORT' });
  await close();
  await expect(requestToken({ as: 'user', scopes: [], port })).rejects.toThrow(
    `Nothing issues tokens at http://127.0.0.1:${port} (ECONNREFUSED). Run npm start in another terminal, or set IDENTITY_PORT.`,
  );
});
