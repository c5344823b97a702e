import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSigningKey, mint, signingKey } from '@lambda-nest/testing';
import { blockNetwork, type NetworkBlock } from '../block-network.ts';
import { ADMIN, forge, FORGERIES } from './forgeries.ts';
import { startTarget, type Target } from './start-target.ts';

const GUARDED = ['/v1/users/whoami', '/v1/admin/endpoints', '/zz-signed-in', '/users/1'];

let target: Target;
let network: NetworkBlock;

beforeAll(async () => {
  network = blockNetwork();
  target = await startTarget();
});

beforeEach(() => {
  target.ran.length = 0;
  target.output.length = 0;
});

afterAll(async () => {
  await target.close();
  network.lift();
});

async function statusesWith(authorization: string): Promise<number[]> {
  const responses = await Promise.all(
    GUARDED.map((path) => target.request({ path, headers: { authorization } })),
  );
  return responses.map(({ status }) => status);
}

describe('a forged token', () => {
  it.each(FORGERIES)('of %s opens nothing', async (_what, options) => {
    const token = forge(options);
    expect(await statusesWith(`Bearer ${token}`)).toEqual([401, 401, 401, 401]);
    expect(target.ran).toEqual([]);
    expect(network.hosts).toEqual([]);
    for (const part of token.split('.').filter((text) => text.length > 20)) {
      expect(target.output.join('')).not.toContain(part);
    }
  });

  it('replies to each alike: no caller learns what was wrong', async () => {
    const responses = await Promise.all(
      FORGERIES.map(async ([, options]) => {
        const headers = { authorization: `Bearer ${forge(options)}` };
        const { status, headers: received, text } = await target.request({ path: '/zz-signed-in', headers });
        return JSON.stringify([status, received, text]);
      }),
    );
    expect([...new Set(responses)]).toHaveLength(1);
    expect(responses[0]).toContain('Bearer error=\\"invalid_token\\"');
  });
});

describe('a claim of roles', () => {
  it.each<[unknown, number]>([
    ['ADMINS', 200],
    [['ADMINS'], 200],
    [['USERS', 'ADMINS'], 200],
    [[...Array.from({ length: 500 }, (_, index) => `g${index}`), 'ADMINS'], 200],
    ['admins', 403],
    [' ADMINS', 403],
    ['ADMINS,USERS', 403],
    ['USERS ADMINS', 403],
    ['[ADMINS]', 403],
    ['["ADMINS"]', 403],
    [['ADMINS', 1], 403],
    [['ADMINS', null], 403],
    [[['ADMINS']], 403],
    [[{ toString: 'ADMINS' }], 403],
    [{ 0: 'ADMINS', length: 1 }, 403],
    [{ ADMINS: true }, 403],
    [true, 403],
    [1, 403],
    [null, 403],
    [[], 403],
    [[''], 403],
    [['ADMINS\u0000'], 403],
    [['ADMINS\u200b'], 403],
    [['ＡＤＭＩＮＳ'], 403],
    [['ADMİNS'], 403],
    [['*'], 403],
    [['.*'], 403],
    [['constructor', '__proto__'], 403],
  ])('of %j is %i where administrators may', async (groups, status) => {
    const headers = target.bearer({ ...ADMIN, groups });
    expect((await target.request({ path: '/admin/endpoints', headers })).status).toBe(status);
    expect(target.ran).toHaveLength(status === 200 ? 1 : 0);
  });

  it.each(['/zz-constructor', '/zz-proto', '/zz-to-string'])(
    'that is missing opens no route whose role every object has: %s',
    async (path) => {
      const headers = target.bearer({ groups: undefined });
      expect((await target.request({ path, headers })).status).toBe(403);
    },
  );
});

describe('credentials that are not one bearer token', () => {
  const good = (): string => mint({ payload: ADMIN });

  it.each<[string, (token: string) => string]>([
    ['the token alone', (token) => token],
    ['two tokens', (token) => `Bearer ${token},Bearer ${token}`],
    ['two tokens, one of them bare', (token) => `Bearer ${token}, ${token}`],
    ['another scheme', (token) => `Basic ${token}`],
    ['DPoP', (token) => `DPoP ${token}`],
    ['a tab', (token) => `Bearer\t${token}`],
    ['two spaces', (token) => `Bearer  ${token}`],
    ['a space before', (token) => ` Bearer ${token}`],
    ['a space behind', (token) => `Bearer ${token} `],
    ['quotes', (token) => `Bearer "${token}"`],
    ['padding', (token) => `Bearer ${token}=`],
    ['a fourth part', (token) => `Bearer ${token}.x`],
    ['a full stop behind', (token) => `Bearer ${token}.`],
    ['parameters', (token) => `Bearer ${token};q=1`],
    ['a no-break space', (token) => `Bearer\u00a0${token}`],
    ['a colon', (token) => `Bearer: ${token}`],
    ['no space', (token) => `Bearer${token}`],
    ['a comma behind', (token) => `Bearer ${token},`],
    ['the token as JSON', (token) => `Bearer {"token":"${token}"}`],
    ['plain base64', (token) => `Bearer ${token.replaceAll('-', '+').replaceAll('_', '/')}+`],
    ['the scheme alone', () => 'Bearer'],
    ['nothing', () => ''],
  ])('open nothing: %s', async (_what, write) => {
    expect(await statusesWith(write(good()))).toEqual([401, 401, 401, 401]);
    expect(target.ran).toEqual([]);
  });

  it.each([
    'x-authorization',
    'x-id-token',
    'x-amzn-oidc-accesstoken',
    'proxy-authorization',
    'x-forwarded-user',
  ])('open nothing in the header %s', async (name) => {
    const { status } = await target.request({
      path: '/zz-signed-in',
      headers: { [name]: `Bearer ${good()}` },
    });
    expect(status).toBe(401);
  });

  it.each(['access_token', 'id_token', 'token', 'Authorization'])(
    'open nothing in the query as %s',
    async (name) => {
      const token = good();
      const { status } = await target.request({ path: `/zz-signed-in?${name}=${token}` });
      expect(status).toBe(401);
      expect(target.output.join('')).not.toContain(token.split('.')[2]);
    },
  );

  it('open nothing in a cookie', async () => {
    const cookie = `__session=${good()}; authorization=Bearer ${good()}`;
    expect((await target.request({ path: '/zz-signed-in', headers: { cookie } })).status).toBe(401);
  });
});

describe('the issuer', () => {
  it('is asked once for 10,000 tokens of unknown keys', async () => {
    const fresh = await startTarget();
    const [, payload] = mint().split('.');
    for (let batch = 0; batch < 100; batch += 1) {
      const statuses = await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          const header = { alg: 'RS256', typ: 'JWT', kid: `made-up-${batch}-${index}` };
          const token = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.AAAA`;
          const headers = { authorization: `Bearer ${token}` };
          return (await fresh.request({ path: '/zz-signed-in', headers })).status;
        }),
      );
      expect(new Set(statuses)).toEqual(new Set([401]));
    }
    expect(fresh.keys.requests).toHaveLength(1);
    expect((await fresh.request({ path: '/zz-signed-in', headers: fresh.bearer() })).status).toBe(200);
    await fresh.close();
  });

  it('is not believed any more once it removes a key', async () => {
    const fresh = await startTarget();
    const old = createSigningKey('old');
    fresh.keys.replyWith({ keys: [old.jwk] });
    const headers = { authorization: `Bearer ${mint({ key: old })}` };
    expect((await fresh.request({ path: '/zz-signed-in', headers })).status).toBe(200);
    fresh.keys.replyWith({ keys: [signingKey().jwk] });
    expect((await fresh.request({ path: '/zz-signed-in', headers: fresh.bearer() })).status).toBe(200);
    expect((await fresh.request({ path: '/zz-signed-in', headers })).status).toBe(401);
    await fresh.close();
  });

  it.each([
    ['sends us elsewhere', { status: 302, headers: { location: 'https://evil.example/keys' } }],
    ['answers with a page', { body: '<html>' }],
    ['answers with a book', { body: JSON.stringify({ keys: [], fill: 'x'.repeat(200_000) }) }],
    ['answers with keys of 512 bits', { keys: [createSigningKey('k1', 1024).jwk] }],
    ['answers with nothing', { reset: true }],
    ['is in trouble', { status: 500, body: 'CANARY' }],
  ])('makes us say 503 and nothing of it when it %s', async (_what, response) => {
    const fresh = await startTarget();
    fresh.keys.replyWith(response);
    const { status, headers, text } = await fresh.request({ path: '/zz-signed-in', headers: fresh.bearer() });
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text + fresh.output.join('')).not.toMatch(/CANARY|evil\.example|eyJ/);
    expect(network.hosts).toEqual([]);
    await fresh.close();
  });
});
