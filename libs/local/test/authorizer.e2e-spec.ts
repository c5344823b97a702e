import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { RequestRecord } from '../src/gateway/request-record.ts';
import type { LocalGateway } from '../src/gateway/start-gateway.ts';
import { startGateway } from '../src/gateway/start-gateway.ts';
import { waitFor } from '../src/testing/wait-for.ts';
import { recordEvents } from './record-events.ts';
import type { Received } from './send-request.ts';
import { headerOf, sendRequest } from './send-request.ts';
import type { Issuer } from '@lambda-nest/testing';
import { startIssuer } from '@lambda-nest/testing';

const runner = recordEvents();
const records: RequestRecord[] = [];

const routes: GatewayRoute[] = [
  { method: 'GET', path: '/closed', authorizer: true, scopes: [] },
  { method: 'GET', path: '/scoped', authorizer: true, scopes: ['a', 'b'] },
];

let issuer: Issuer;
let gateway: LocalGateway;

beforeAll(async () => {
  issuer = await startIssuer();
});

beforeEach(async () => {
  issuer.asked.length = 0;
  issuer.respond = undefined;
  runner.events.length = 0;
  records.length = 0;
  await gateway?.close();
  // A gateway of its own for each test: it remembers keys.
  gateway = await startGateway({
    stage: 'local',
    routes,
    authorizer: {
      issuer: issuer.issuer,
      audience: ['demo-test', 'other'],
      discoveryUri: issuer.discoveryUri,
    },
    runner,
    port: 0,
    onRequest: (record) => records.push(record),
  });
});

afterAll(async () => {
  await gateway.close();
  await issuer.close();
});

const get = (path: string, authorization?: string): Promise<Received> =>
  sendRequest(gateway.port, { path, headers: authorization ? ['Authorization', authorization] : [] });

const challengeOf = (received: Received): string | undefined => headerOf(received, 'www-authenticate');

const now = (): number => Math.floor(Date.now() / 1000);

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('without a token', () => {
  it.each([undefined, 'Bearer', 'Bearer '])('answers 401 for the header %j', async (authorization) => {
    const reply = await get('/local/closed', authorization);
    expect(reply).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
    expect(challengeOf(reply)).toBe('Bearer');
    expect(runner.events).toEqual([]);
    expect(records[0]?.rejection?.reason).toBe('there is no token');
  });
});

describe('with a good token', () => {
  it('lets it through, behind Bearer and alone', async () => {
    const token = issuer.mint();
    const replies = [await get('/local/closed', `Bearer ${token}`), await get('/local/closed', token)];
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(records[0]?.claims).toMatchObject({ sub: 'uid-1' });
  });

  it.each([
    ['another configured audience', { aud: 'other' }],
    ['one of several audiences', { aud: ['x', 'demo-test'] }],
    ['client_id in the place of aud', { aud: undefined, client_id: 'demo-test' }],
    ['nbf in the past', { nbf: 1 }],
    ['no iat', { iat: undefined }],
  ])('lets it through with %s', async (_what, claims) => {
    expect(await get('/local/closed', issuer.mint(claims))).toMatchObject({ status: 200 });
  });
});

describe('with a bad token', () => {
  it.each([
    ['expired', { exp: now() - 5 }, /^the token expired \d+ s ago$/],
    ['without an expiry', { exp: undefined }, /no expiry/],
    ['with an expiry in words', { exp: '9999999999' }, /no expiry/],
    ['not valid yet', { nbf: now() + 60 }, /^the token's nbf is \d+ s in the future$/],
    ['issued in the future', { iat: now() + 60 }, /^the token's iat is \d+ s in the future$/],
    ['of another issuer', { iss: 'https://issuer.example.com/other' }, /^the token's issuer is "https:/],
    ['of the issuer with a slash', { iss: 'https://issuer.example.com/demo/' }, /issuer/],
  ])('answers 401 when it is %s', async (_what, claims, reason) => {
    const reply = await get('/local/closed', `Bearer ${issuer.mint(claims)}`);
    expect(reply).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
    expect(challengeOf(reply)).toBe('Bearer scope="" error="invalid_token"');
    expect(records[0]?.rejection?.reason).toMatch(reason);
    expect(runner.events).toEqual([]);
  });

  it.each([
    ['for another audience', { aud: 'demo-other' }],
    ['for no audience', { aud: undefined }],
    ['with a client_id that an aud overrules', { aud: 'x', client_id: 'demo-test' }],
    ['with an empty list of audiences', { aud: [] }],
    ['with null for an audience beside a client_id', { aud: null, client_id: 'demo-test' }],
  ])('answers 401 in the published words when it is %s', async (_what, claims) => {
    expect(challengeOf(await get('/local/closed', issuer.mint(claims)))).toBe(
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
    );
  });

  it.each([
    ['unsigned', () => `${encode({ alg: 'none', kid: 'k0' })}.${encode({})}.`],
    ['of two parts', () => issuer.mint().split('.').slice(0, 2).join('.')],
    ['with a third part that is empty', () => `${issuer.mint().split('.').slice(0, 2).join('.')}.`],
    ['no token at all', () => 'hello'],
    ['two tokens joined', () => `${issuer.mint()},${issuer.mint()}`],
    ['of a payload that is no object', () => `${encode({ alg: 'RS256', kid: 'k0' })}.${encode([1])}.AAAA`],
  ])('answers 401 when it is %s', async (_what, token) => {
    const reply = await get('/local/closed', `Bearer ${token()}`);
    expect(reply.status).toBe(401);
    expect(records[0]?.rejection?.reason).toBe('the token is not a signed JWT');
  });

  it.each([
    ['HS256', 'HS256'],
    ['PS256, of which AWS says nothing', 'PS256'],
    ['ES256', 'ES256'],
    ['none with a signature', 'none'],
    ['a name of Object.prototype', 'constructor'],
  ])('answers 401 for the algorithm %s', async (_what, alg) => {
    expect((await get('/local/closed', issuer.mint({}, { alg }))).status).toBe(401);
    expect(records[0]?.rejection?.reason).toBe(`the token's algorithm is "${alg}", the gateway takes RS256`);
  });

  it('answers 401 when the payload was changed after signing', async () => {
    const [header = '', , signature = ''] = issuer.mint().split('.');
    const payload = encode({ iss: issuer.issuer, aud: 'demo-test', exp: now() + 60, groups: ['ADMINS'] });
    expect((await get('/local/closed', `${header}.${payload}.${signature}`)).status).toBe(401);
    expect(records[0]?.rejection?.reason).toBe("the token's signature is wrong");
  });

  it('answers 401 when it is signed with the public key as a secret', async () => {
    const signed = `${encode({ alg: 'HS256', kid: 'k0' })}.${encode({ iss: issuer.issuer, aud: 'demo-test' })}`;
    const mac = createHmac('sha256', 'public key').update(signed).digest('base64url');
    expect((await get('/local/closed', `${signed}.${mac}`)).status).toBe(401);
  });

  it.each([
    ['no kid', { kid: undefined }, 'the token names no key (kid)'],
    ['a number for a kid', { kid: 1 }, 'the token names no key (kid)'],
    ['an unknown kid', { kid: 'other' }, "the token's key (kid) is not one of the issuer's"],
    ['an extension', { crit: ['b64'], b64: false }, 'the token asks for an extension (crit)'],
  ])('answers 401 when it has %s', async (_what, header, reason) => {
    expect((await get('/local/closed', issuer.mint({}, header))).status).toBe(401);
    expect(records[0]?.rejection?.reason).toBe(reason);
  });
});

describe('scopes', () => {
  it.each([
    [{ scope: 'b' }, 200],
    [{ scope: 'x a' }, 200],
    [{ scp: ['b'] }, 200],
    [{ scp: 'x b' }, 200],
    [{ scope: 'c' }, 403],
    [{ scope: 'ab' }, 403],
    [{}, 403],
    [{ scp: 'c', scope: 'a' }, 403],
    [{ scope: 42 }, 403],
  ])('answers a token with %j on a route that asks for a or b with %i', async (claims, status) => {
    const reply = await get('/local/scoped', `Bearer ${issuer.mint(claims)}`);
    expect(reply.status).toBe(status);
    if (status === 403) {
      expect(reply.body).toBe('{"message":"Forbidden"}');
      expect(records[0]).toMatchObject({
        claims: { sub: 'uid-1' },
        rejection: { status: 403, reason: 'the token has none of the scopes a, b' },
      });
      expect(runner.events).toEqual([]);
    }
  });
});

describe('keys', () => {
  it('are fetched once for many requests at once', async () => {
    const token = issuer.mint();
    const replies = await Promise.all(Array.from({ length: 10 }, () => get('/local/closed', token)));
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('are fetched again for an id not seen before', async () => {
    await get('/local/closed', issuer.mint());
    issuer.rotate();
    const fresh = issuer.mint();
    // At most once a second: key-store.spec.ts.
    await waitFor(async () => (await get('/local/closed', fresh)).status === 200 || undefined);
    expect(issuer.asked).toHaveLength(4);
  });

  it.each([
    [
      'the discovery document',
      '/.well-known/openid-configuration',
      'OIDC discovery endpoint communication error',
    ],
    ['the key set', '/keys', 'JWKS communication error'],
  ])('that cannot be had for want of %s lead to a 401 in the published words', async (_what, url, words) => {
    issuer.respond = ({ url: asked }, response) => {
      response.statusCode = asked === url ? 500 : 200;
      response.end(JSON.stringify({ jwks_uri: new URL('/keys', issuer.discoveryUri).href }));
    };
    const reply = await get('/local/closed', issuer.mint());
    expect(reply.status).toBe(401);
    expect(challengeOf(reply)).toBe(`Bearer scope="" error="invalid_token" error_description="${words}"`);
    expect(records[0]?.rejection?.reason).toBe(`${words}: it replied 500`);
  });

  it('that take longer than 1.5 s count as not to be had, and are asked for anew', async () => {
    issuer.respond = () => undefined;
    const started = Date.now();
    expect((await get('/local/closed', issuer.mint())).status).toBe(401);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_400);
    issuer.respond = undefined;
    expect((await get('/local/closed', issuer.mint())).status).toBe(200);
  });

  it('in a set of more than 150,000 bytes count as not to be had', async () => {
    issuer.respond = ({ url }, response) => {
      const discovery = { jwks_uri: new URL('/keys', issuer.discoveryUri).href };
      response.end(JSON.stringify(url === '/keys' ? { keys: [], pad: 'x'.repeat(150_000) } : discovery));
    };
    expect((await get('/local/closed', issuer.mint())).status).toBe(401);
    expect(records[0]?.rejection?.reason).toBe('JWKS communication error: it is larger than 150000 bytes');
  });

  it('of another kind in the set are passed over', async () => {
    issuer.respond = ({ url }, response) => {
      const keys = [{ kty: 'EC', kid: 'k0' }, { kty: 'RSA', kid: 'k0', use: 'enc' }, { kty: 'oct' }];
      const discovery = { jwks_uri: new URL('/keys', issuer.discoveryUri).href };
      response.end(JSON.stringify(url === '/keys' ? { keys } : discovery));
    };
    expect((await get('/local/closed', issuer.mint())).status).toBe(401);
    expect(records[0]?.rejection?.reason).toBe("the token's key (kid) is not one of the issuer's");
  });
});
