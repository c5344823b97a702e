import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createSigningKey,
  firebaseClaims,
  mint,
  signingKey,
  type MintOptions,
} from '../../../../libs/identity/test/mint-token.ts';
import { blockNetwork, type NetworkBlock } from '../block-network.ts';
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
  const answers = await Promise.all(
    GUARDED.map((path) => target.request({ path, headers: { authorization } })),
  );
  return answers.map(({ status }) => status);
}

const ADMIN = { groups: ['ADMINS'], sub: 'uid-admin' };
const now = (): number => Math.floor(Date.now() / 1000);
const evil = (): MintOptions => ({ key: { ...signingKey('evil'), kid: 'k1' } });

const FORGERIES: readonly (readonly [string, () => MintOptions])[] = [
  ['no signature', () => ({ sign: 'none' })],
  ['alg none in every spelling', () => ({ header: { alg: 'NoNe' }, sign: 'none' })],
  ['alg none with a signature', () => ({ header: { alg: 'none' } })],
  ['an HMAC keyed with the public key', () => ({ header: { alg: 'HS256' }, sign: 'HS256:pem' })],
  ['an HMAC under the name of RS256', () => ({ sign: 'HS256:pem' })],
  ['RS384, well signed', () => ({ header: { alg: 'RS384' }, sign: 'RS384' })],
  ['PS256, well signed', () => ({ header: { alg: 'PS256' }, sign: 'PS256' })],
  ['an algorithm that is a list', () => ({ header: { alg: ['RS256'] } })],
  ['the signature of another token', () => ({ sign: 'foreign' })],
  ['the key of somebody else', evil],
  ['a key of its own in jwk', () => ({ ...evil(), header: { jwk: signingKey('evil').jwk } })],
  ['the address of a key in jku', () => ({ ...evil(), header: { jku: 'https://evil.example/keys' } })],
  ['the address of a certificate in x5u', () => ({ ...evil(), header: { x5u: 'https://evil.example/c' } })],
  ['a certificate in x5c', () => ({ ...evil(), header: { x5c: ['AAAA'] } })],
  ['a path for a kid', () => ({ ...evil(), header: { kid: '../../../dev/null' } })],
  ['an address for a kid', () => ({ ...evil(), header: { kid: 'https://evil.example/k' } })],
  ['a kid every object has', () => ({ ...evil(), header: { kid: '__proto__' } })],
  ['an empty kid', () => ({ ...evil(), header: { kid: '' } })],
  ['no kid', () => ({ header: { kid: undefined } })],
  ['a kid that is a list', () => ({ header: { kid: ['k1'] } })],
  ['an extension nobody knows', () => ({ header: { crit: ['exp'], exp: 1 } })],
  ['another kind of token', () => ({ header: { typ: 'logout+jwt' } })],
  ['another Firebase project', () => ({ payload: firebaseClaims('evil-proj') })],
  ['another audience', () => ({ payload: { aud: 'evil-proj' } })],
  ['ours among other audiences', () => ({ payload: { aud: ['demo-proj', 'evil-proj'] } })],
  ['no audience but a client', () => ({ payload: { aud: undefined, client_id: 'demo-proj' } })],
  ['an issuer with a slash', () => ({ payload: { iss: 'https://securetoken.google.com/demo-proj/' } })],
  ['an issuer in capitals', () => ({ payload: { iss: 'https://SecureToken.google.com/demo-proj' } })],
  ['a session cookie', () => ({ payload: { iss: 'https://session.firebase.google.com/demo-proj' } })],
  ['a Google account', () => ({ payload: { iss: 'https://accounts.google.com' } })],
  ['an expiry in the past', () => ({ payload: { exp: now() - 1 } })],
  ['an expiry that is text', () => ({ payload: { exp: String(now() + 60) } })],
  ['no expiry', () => ({ payload: { exp: undefined } })],
  [
    'an endless expiry',
    () => ({
      payloadText: JSON.stringify({ ...firebaseClaims(), ...ADMIN, exp: '@' }).replace('"@"', '1e999'),
    }),
  ],
  ['a birth tomorrow', () => ({ payload: { iat: now() + 86_400 } })],
  ['a sign-in tomorrow', () => ({ payload: { auth_time: now() + 86_400 } })],
  ['a start in an hour', () => ({ payload: { nbf: now() + 3_600 } })],
  ['no subject', () => ({ payload: { sub: undefined } })],
  ['an empty subject', () => ({ payload: { sub: '' } })],
  ['a subject that is a number', () => ({ payload: { sub: 42 } })],
  ['a subject that is an object', () => ({ payload: { sub: { toString: 'uid-admin' } } })],
  ['a tenant', () => ({ payload: { firebase: { tenant: 'T2' } } })],
  ['a payload that is null', () => ({ payloadText: 'null' })],
  ['a payload that is a list', () => ({ payloadText: '[]' })],
  ['a payload that is not text', () => ({ payloadText: Buffer.from([0x7b, 0xff, 0x7d]) })],
  ['a payload that is not base64url', () => ({ payloadPart: 'e30=' })],
  ['20 KB', () => ({ payload: { blob: 'x'.repeat(20_000) } })],
];

/** An administrator's token with the flaw. */
function forge(options: () => MintOptions): string {
  const { payload, ...rest } = options();
  return mint({ ...rest, payload: { ...ADMIN, ...payload } });
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

  it('answers each alike: nobody learns what was wrong', async () => {
    const answers = await Promise.all(
      FORGERIES.map(async ([, options]) => {
        const headers = { authorization: `Bearer ${forge(options)}` };
        const { status, headers: received, text } = await target.request({ path: '/zz-signed-in', headers });
        return JSON.stringify([status, received, text]);
      }),
    );
    expect([...new Set(answers)]).toHaveLength(1);
    expect(answers[0]).toContain('Bearer error=\\"invalid_token\\"');
  });
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
  it('is asked once for 10,000 tokens of keys that nobody knows', async () => {
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
    fresh.keys.answer({ keys: [old.jwk] });
    const headers = { authorization: `Bearer ${mint({ key: old })}` };
    expect((await fresh.request({ path: '/zz-signed-in', headers })).status).toBe(200);
    fresh.keys.answer({ keys: [signingKey().jwk] });
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
  ])('makes us say 503 and nothing of it when it %s', async (_what, answer) => {
    const fresh = await startTarget();
    fresh.keys.answer(answer);
    const { status, headers, text } = await fresh.request({ path: '/zz-signed-in', headers: fresh.bearer() });
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text + fresh.output.join('')).not.toMatch(/CANARY|evil\.example|eyJ/);
    expect(network.hosts).toEqual([]);
    await fresh.close();
  });
});
