import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  type KeySetServer,
  startKeySetServer,
  withOtherLastCharacter,
  type MintOptions,
  mint,
  signingKey,
} from '@lambda-nest/testing';
import { createTokenVerifier, type TokenVerifierOptions } from './create-token-verifier.ts';
import { presetFor } from './issuer.presets.ts';
import { InvalidToken, KeysUnavailable, type InvalidTokenReason } from './token.errors.ts';

let server: KeySetServer;

beforeAll(async () => {
  server = await startKeySetServer({ keys: [signingKey().jwk] });
});

afterAll(() => server.close());

beforeEach(() => server.replyWith({ keys: [signingKey().jwk] }));

const now = Math.floor(Date.now() / 1000);

function firebase(options: Partial<TokenVerifierOptions> = {}) {
  const preset = presetFor({ firebaseProjectId: 'demo-proj', jwksUri: server.uri });
  return createTokenVerifier({ ...preset, allowHttpLoopback: true, ...options });
}

describe('a verifier of Firebase tokens', () => {
  it('gives the claims with the types they have in the token', async () => {
    const claims = await firebase().verify(mint());

    expect(claims).toMatchObject({ sub: 'uid-user', email_verified: true, groups: ['USERS'] });
    expect(claims.exp).toEqual(expect.any(Number));
  });

  it('accepts a token of the configured tenant', async () => {
    const token = mint({ payload: { firebase: { sign_in_provider: 'password', tenant: 'T1' } } });

    await expect(firebase({ tenantId: 'T1' }).verify(token)).resolves.toMatchObject({ sub: 'uid-user' });
  });

  it('accepts an expired token when expiry is not verified', async () => {
    const token = mint({ payload: { exp: now - 1 } });

    await expect(firebase({ verifyExpiration: false }).verify(token)).resolves.toMatchObject({
      exp: now - 1,
    });
  });

  it.each<[string, MintOptions]>([
    ['a clock that is 50 seconds ahead', { payload: { iat: now + 50, nbf: now + 50, auth_time: now + 50 } }],
    [
      'a life of a year, which is the issuer’s to give',
      { payload: { iat: now - 60, exp: now + 31_536_000 } },
    ],
    ['times that are no whole seconds', { payload: { iat: now - 60.5, exp: now + 60.5 } }],
    ['no typ', { header: { typ: undefined } }],
    ['the type of an access token', { header: { typ: 'at+JWT' } }],
    ['the long type of an access token', { header: { typ: 'application/at+jwt' } }],
    ['typ in lower case', { header: { typ: 'jwt' } }],
    ['another encoding of the same signature', {}],
    ['a subject of 128 characters', { payload: { sub: 'a'.repeat(128) } }],
    ['a scope that is an array', { payload: { scope: ['orders:read'] } }],
    ['no firebase claim', { payload: { firebase: undefined } }],
    ['fractions of a second', { payload: { iat: now - 0.5 } }],
    [
      'a foreign key in the header, but the signature of the real one',
      { header: { jwk: signingKey('k2').jwk } },
    ],
  ])('accepts a token with %s', async (title, options) => {
    const token = mint(options);
    const sent = title.startsWith('another encoding') ? withOtherLastCharacter(token) : token;

    await expect(firebase().verify(sent)).resolves.toBeDefined();
  });

  it('drops members that would change the prototype of an object', async () => {
    const payload = JSON.stringify({ ...claimsOf(mint()), groups: undefined });
    const payloadText = payload.replace('{', '{"__proto__":{"groups":["ADMINS"]},"x":{"__proto__":{"y":1}},');

    const claims = await firebase().verify(mint({ payloadText }));

    expect(Object.getOwnPropertyNames(claims)).not.toContain('__proto__');
    expect(Object.assign({}, claims)['groups']).toBeUndefined();
    expect(claims['x']).toEqual({});
  });

  const evil = signingKey('evil');
  const rejected: [string, InvalidTokenReason, MintOptions | string][] = [
    ['no algorithm and no signature', 'malformed', { header: { alg: 'none' }, sign: 'none' }],
    ['no algorithm and some signature', 'algorithm', { header: { alg: 'none' }, sign: 'garbage' }],
    ['the signature cut off', 'malformed', { sign: 'none' }],
    ['an HMAC keyed with the public key', 'algorithm', { header: { alg: 'HS256' }, sign: 'HS256:pem' }],
    ['RS512', 'algorithm', { header: { alg: 'RS512' }, sign: 'RS512' }],
    ['RS384', 'algorithm', { header: { alg: 'RS384' }, sign: 'RS384' }],
    ['PS256', 'algorithm', { header: { alg: 'PS256' }, sign: 'PS256' }],
    ['PS256 that says RS256', 'signature', { sign: 'PS256' }],
    ['alg in lower case', 'algorithm', { header: { alg: 'rs256' } }],
    ['alg missing', 'algorithm', { header: { alg: undefined } }],
    ['alg as an array', 'algorithm', { header: { alg: ['RS256'] } }],
    ['a changed payload', 'signature', { payload: { groups: ['ADMINS'] }, sign: 'foreign' }],
    ['three bytes as signature', 'signature', { sign: 'garbage' }],
    ['the key of another issuer under the real name', 'signature', { key: { ...evil, kid: 'k1' } }],
    ['its own key in the header', 'signature', { key: { ...evil, kid: 'k1' }, header: { jwk: evil.jwk } }],
    [
      'an address of keys in the header',
      'unknown_key',
      { key: evil, header: { jku: 'https://127.0.0.1:1/' } },
    ],
    ['an unknown kid', 'unknown_key', { key: evil }],
    ['no kid', 'unknown_key', { header: { kid: undefined } }],
    ['an empty kid', 'unknown_key', { header: { kid: '' } }],
    ['a kid that is a number', 'unknown_key', { header: { kid: 1 } }],
    ['a kid that every object has', 'unknown_key', { header: { kid: 'constructor' } }],
    ['a crit header', 'header', { header: { crit: ['x'], x: 1 } }],
    ['an empty crit header', 'header', { header: { crit: [] } }],
    ['a typ of something else', 'header', { header: { typ: 'logout+jwt' } }],
    ['a typ that is no string', 'header', { header: { typ: 1 } }],
    ['another project', 'issuer', { payload: { iss: 'https://securetoken.google.com/evil', aud: 'evil' } }],
    ['the audience of another project', 'audience', { payload: { aud: 'evil' } }],
    ['an audience that is an array', 'audience', { payload: { aud: ['demo-proj'] } }],
    ['no audience', 'audience', { payload: { aud: undefined, client_id: 'demo-proj' } }],
    ['a slash after the issuer', 'issuer', { payload: { iss: 'https://securetoken.google.com/demo-proj/' } }],
    ['the issuer in capitals', 'issuer', { payload: { iss: 'https://SECURETOKEN.google.com/demo-proj' } }],
    [
      'an issuer that is an array',
      'issuer',
      { payload: { iss: ['https://securetoken.google.com/demo-proj'] } },
    ],
    ['no issuer', 'issuer', { payload: { iss: undefined } }],
    ['a session cookie', 'issuer', { payload: { iss: 'https://session.firebase.google.com/demo-proj' } }],
    ['expiry a second ago', 'expired', { payload: { exp: now - 1 } }],
    ['expiry right now', 'expired', { payload: { exp: now } }],
    ['no expiry', 'lifetime', { payload: { exp: undefined } }],
    ['expiry null', 'lifetime', { payload: { exp: null } }],
    ['expiry as text', 'lifetime', { payload: { exp: String(now + 3600) } }],
    ['expiry in milliseconds', 'lifetime', { payload: { exp: (now + 3600) * 1000 } }],
    ['expiry beyond any calendar', 'lifetime', { payload: { exp: 1e300 } }],
    ['expiry before 1970', 'lifetime', { payload: { exp: -1 } }],
    ['no issue time', 'lifetime', { payload: { iat: undefined } }],
    ['an issue time as text', 'lifetime', { payload: { iat: String(now) } }],
    ['an issue time two minutes ahead', 'not_yet_valid', { payload: { iat: now + 120 } }],
    ['no sign-in time', 'lifetime', { payload: { auth_time: undefined } }],
    ['a sign-in time two minutes ahead', 'not_yet_valid', { payload: { auth_time: now + 120 } }],
    ['a beginning in the future', 'not_yet_valid', { payload: { nbf: now + 3600 } }],
    ['a beginning as text', 'lifetime', { payload: { nbf: '1' } }],
    ['an empty subject', 'subject', { payload: { sub: '' } }],
    ['a subject that is a number', 'subject', { payload: { sub: 42 } }],
    ['no subject', 'subject', { payload: { sub: undefined, event_type: 'x' } }],
    ['a subject of 129 characters', 'subject', { payload: { sub: 'a'.repeat(129) } }],
    ['a tenant, where none is configured', 'tenant', { payload: { firebase: { tenant: 'T2' } } }],
    ['an empty tenant', 'tenant', { payload: { firebase: { tenant: '' } } }],
    ['a firebase claim of null', 'tenant', { payload: { firebase: null } }],
    ['a firebase claim that is an array', 'tenant', { payload: { firebase: [] } }],
    ['a firebase claim that is text', 'tenant', { payload: { firebase: 'T1' } }],
    ['a payload of null', 'malformed', { payloadText: 'null' }],
    ['a payload that is an array', 'malformed', { payloadText: '[]' }],
    ['a payload that is text', 'malformed', { payloadText: '"x"' }],
    ['a payload that is no JSON', 'malformed', { payloadText: '{' }],
    ['a payload that is not UTF-8', 'malformed', { payloadText: Buffer.from('{"sub":"\xff"}', 'latin1') }],
    ['a payload after a byte order mark', 'malformed', { payloadText: '\ufeff{}' }],
    ['a payload of 3,000 nested arrays', 'malformed', { payloadText: '['.repeat(3000) + ']'.repeat(3000) }],
    ['a header that is an array', 'malformed', { headerText: '[]' }],
    ['a header that is no JSON', 'malformed', { headerText: 'x' }],
    ['20,000 characters', 'too_long', { payload: { blob: 'x'.repeat(20_000) } }],
    ['an empty string', 'malformed', ''],
    ['two dots alone', 'malformed', '..'],
    ['two parts', 'malformed', 'eyJhbGciOiJSUzI1NiJ9.e30'],
    ['five parts', 'malformed', 'eyJhbGciOiJSUzI1NiJ9.e30.e30.e30.e30'],
  ];

  it.each(rejected)('rejects %s: %s', async (_, code, options) => {
    const token = typeof options === 'string' ? options : mint(options);
    const error: unknown = await firebase()
      .verify(token)
      .catch((error: unknown) => error);

    expect(error).toBeInstanceOf(InvalidToken);
    expect(error).toMatchObject({ reason: code });
  });

  it.each([
    ['a space before', (token: string) => ` ${token}`],
    ['a line feed after', (token: string) => `${token}\n`],
    ['padding', (token: string) => `${token}==`],
    ['padding of the header', (token: string) => token.replace('.', '=.')],
    ['characters of plain base64', (token: string) => token.replace(/.$/, '+')],
    ['a fourth part', (token: string) => `${token}.`],
  ])('rejects a good token with %s', async (_, change) => {
    await expect(firebase().verify(change(mint()))).rejects.toMatchObject({ reason: 'malformed' });
  });

  it('rejects infinite times', async () => {
    const payloadText = JSON.stringify(claimsOf(mint())).replace(/"exp":\d+/, '"exp":1e400');

    await expect(firebase().verify(mint({ payloadText }))).rejects.toMatchObject({ reason: 'lifetime' });
  });

  it('rejects users of the project itself and of other tenants when a tenant is configured', async () => {
    const other = mint({ payload: { firebase: { tenant: 'T2' } } });
    const none = mint({ payload: { firebase: undefined } });

    for (const token of [mint(), other, none]) {
      await expect(firebase({ tenantId: 'T1' }).verify(token)).rejects.toMatchObject({ reason: 'tenant' });
    }
  });

  it('has no text of the token in an error', async () => {
    const token = mint({ payload: { sub: 'CANARY', aud: 'CANARY' }, headerText: '{"alg":"CANARY"}' });
    const error = (await firebase()
      .verify(token)
      .catch((error: unknown) => error)) as InvalidToken;

    expect(error.message).toBe('The token is signed with an algorithm that is not accepted.');
    expect(`${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.toContain('CANARY');
  });

  it('asks for no keys on behalf of a token that cannot be accepted', async () => {
    const before = server.requests.length;
    const tokens = [
      mint({ payload: { iss: 'https://evil.example' } }),
      mint({ payload: { exp: 1 } }),
      mint({ header: { kid: undefined } }),
      mint({ header: { kid: '' } }),
      mint({ header: { kid: 1 } }),
      'x',
    ];
    const verifier = firebase();

    await Promise.allSettled(tokens.map((token) => verifier.verify(token)));

    expect(server.requests).toHaveLength(before);
  });

  it('accepts 16,384 characters, and rejects one more', async () => {
    // 11,985 bytes of payload are 15,980 characters; header (60), signature (342) and dots are the rest.
    const room = 11_985 - JSON.stringify({ ...claimsOf(mint()), blob: '' }).length;
    const exact = mint({ header: { x: 12 }, payload: { blob: 'x'.repeat(room) } });

    expect(exact.length).toBe(16_384);
    await expect(firebase().verify(exact)).resolves.toBeDefined();
    await expect(firebase().verify(`${exact}x`)).rejects.toMatchObject({ reason: 'too_long' });
  });

  it('takes times at the very limit', async () => {
    const times = { exp: now + 1, nbf: now + 60, iat: now + 60, auth_time: now + 60 };
    const verifier = firebase({ clock: () => now * 1000 });

    await expect(verifier.verify(mint({ payload: times }))).resolves.toBeDefined();
    for (const late of [{ exp: now }, { nbf: now + 61 }, { iat: now + 61 }, { auth_time: now + 61 }]) {
      await expect(verifier.verify(mint({ payload: { ...times, ...late } }))).rejects.toThrow(InvalidToken);
    }
  });

  it('judges expiry by the clock it was given', async () => {
    const verifier = firebase({ clock: () => (now + 7200) * 1000 });

    await expect(verifier.verify(mint())).rejects.toMatchObject({ reason: 'expired' });
  });
});

describe('a verifier of other tokens', () => {
  it('accepts a client that has scopes in an array', async () => {
    const preset = presetFor({ issuer: 'https://a.example', audiences: ['api'], jwksUri: server.uri });
    const claims = {
      iss: 'https://a.example',
      sub: 'app',
      client_id: 'api',
      iat: now,
      exp: now + 60,
      scope: ['a'],
    };
    const verifier = createTokenVerifier({ ...preset, allowHttpLoopback: true });

    await expect(verifier.verify(mint({ payloadText: JSON.stringify(claims) }))).resolves.toEqual(claims);
  });
});

describe('the keys of a verifier', () => {
  it('are fetched when it is told to, before any token comes', async () => {
    const asked = Promise.withResolvers<void>();
    const before = server.requests.length;
    server.replyWith({ keys: [] });
    firebase({ log: { warn: () => asked.resolve() } }).prefetch();
    await asked.promise;

    expect(server.requests).toHaveLength(before + 1);
  });

  it('cannot be had, with no log to tell as well', async () => {
    server.replyWith({ status: 500 });

    await expect(firebase().verify(mint())).rejects.toThrow(KeysUnavailable);
  });
});

describe('createTokenVerifier', () => {
  const good = {
    preset: 'oidc',
    issuer: 'https://a.example',
    audiences: ['api'],
    jwksUri: 'https://a.example/keys',
  } as const;

  it.each<[string, Partial<TokenVerifierOptions>]>([
    ['issuer must be an https URL without user, query or fragment.', { issuer: 'http://a.example' }],
    ['issuer must be an https URL without user, query or fragment.', { issuer: ' https://a.example' }],
    ['audiences must be one or more names.', { audiences: [] }],
    ['audiences must be one or more names.', { audiences: [''] }],
    ['jwksUri must be an https URL without user, query or fragment.', { jwksUri: 'http://127.0.0.1/keys' }],
    [
      'jwksUri must be an https URL, or http on a loopback host, without user, query or fragment.',
      { jwksUri: 'http://10.0.0.1/keys', allowHttpLoopback: true },
    ],
    [
      'jwksUri must be an https URL without user, query or fragment.',
      { jwksUri: 'https://a:b@a.example/keys' },
    ],
    ['jwksUri must be an https URL without user, query or fragment.', { jwksUri: 'file:///etc/passwd' }],
  ])('says: %s', (message, options) => {
    expect(() => createTokenVerifier({ ...good, ...options })).toThrow(new TypeError(message));
  });

  it('makes no request when it is made', () => {
    const before = server.requests.length;
    firebase();

    expect(server.requests).toHaveLength(before);
  });

  it.each([
    ['the response is not JSON', { body: '<html>secret</html>' }, { reason: 'The response is not JSON.' }],
    ['the connection breaks', { reset: true }, { reason: 'connection', detail: 'ECONNRESET' }],
    ['the issuer fails', { status: 500 }, { reason: 'Error: The key set was answered with status 500.' }],
  ])('tells the log why keys cannot be had, not where they should be: %s', async (_, response, fields) => {
    const warn = jest.fn();
    server.replyWith(response);

    await expect(firebase({ log: { warn } }).verify(mint())).rejects.toMatchObject({ retryAfter: 1 });
    expect(warn.mock.calls).toEqual([['The signing keys of the issuer cannot be fetched.', fields]]);
  });
});

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
