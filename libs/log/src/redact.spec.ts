import { describe, expect, it } from '@jest/globals';
import { measureCost } from '@lambda-nest/testing';
import { redact, REDACTED } from './redact.ts';

describe('redact', () => {
  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'password',
    'access_token',
    'refreshToken',
    'idToken',
    'key',
    'apiKey',
    'api_key',
    'x-api-key',
    'x-goog-api-key',
    'client_secret',
    'private_key',
    'jwt',
    'clientSecret',
    'newPassword',
    'passphrase',
    'pass',
    'passwd',
    'pwd',
    'credential',
    'cookie',
    'proxy-authorization',
    'privateKey',
    'tokens',
    'credentials',
    'cookies',
    'accessKey',
    'secretAccessKey',
    'AWS_SECRET_ACCESS_KEY',
    'accessKeyId',
    'auth',
    'sig',
    'X-Amz-Signature',
    'pin',
    'otp',
    'passcode',
    'connectionString',
    'DATABASE_CONNECTION_STRING',
    'dsn',
    'x-amz-security-token',
    'signingKey',
  ])('hides the member %s at any depth', (name) => {
    expect(redact({ a: [{ [name]: 'CANARY' }] })).toEqual({ a: [{ [name]: REDACTED }] });
  });

  it.each([
    ['Bearer   CANARY.x.y rest', `Bearer   ${REDACTED} rest`],
    ['sent authorization: CANARY', `sent authorization: ${REDACTED}`],
    ['sent authorization:CANARY', `sent authorization:${REDACTED}`],
    ['authorization  =  CANARY', `authorization  =  ${REDACTED}`],
    ['{"authorization":"CANARY"}', `{"authorization":"${REDACTED}"}`],
    ['sent cookie:a=CANARY', `sent cookie:${REDACTED}`],
    ['set-cookie  =  a=CANARY', `set-cookie  =  ${REDACTED}`],
    ['{"cookie":"a=CANARY"}', `{"cookie":"${REDACTED}"}`],
    ['{"PASSWORD":"CAN\\"ARY", "pin":"CAN\\"ARY"}', `{"PASSWORD":"${REDACTED}", "pin":"${REDACTED}"}`],
    ['rk_live_CANARY0123', REDACTED],
    ['Bearer CANARY.x.y rest', `Bearer ${REDACTED} rest`],
    ['authorization: Basic Q0FOQVJZ', `authorization: Basic ${REDACTED}`],
    ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.sig_CANARY-1 was bad', `token ${REDACTED} was bad`],
    ['GET https://x/y?key=CANARY&a=1', `GET https://x/y?key=${REDACTED}&a=1`],
    ['/v1/x?a=1&access_token=CANARY#f', `/v1/x?a=1&access_token=${REDACTED}#f`],
    ['/v1/x?password=CANARY "next"', `/v1/x?password=${REDACTED} "next"`],
    ['password=CANARY&username=a', `password=${REDACTED}&username=a`],
    ['grant_type=x refresh_token=CANARY', `grant_type=x refresh_token=${REDACTED}`],
    ['{"password": "CAN\\"ARY","a":1}', `{"password": "${REDACTED}","a":1}`],
    ['{"refreshToken":"CANARY"}', `{"refreshToken":"${REDACTED}"}`],
    ['key AIzaSyD-CANARY0123456789abcdefghijklmno was rejected', `key ${REDACTED} was rejected`],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----',
      `-----BEGIN RSA PRIVATE KEY-----${REDACTED}-----END RSA PRIVATE KEY-----`,
    ],
    ['postgres://user:CANARY@host/db', `postgres://user:${REDACTED}@host/db`],
    ['https://user:CAN@ARY@host', `https://user:${REDACTED}@host`],
    ['https://:CANARY@host', `https://:${REDACTED}@host`],
    ['GET /x?X-Amz-Security-Token=CANARY&a=1', `GET /x?X-Amz-Security-Token=${REDACTED}&a=1`],
    [
      '/x?X-Amz-Credential=AKIACANARY%2F2026&X-Amz-Signature=CANARY',
      `/x?X-Amz-Credential=${REDACTED}&X-Amz-Signature=${REDACTED}`,
    ],
    ['/callback?code=CANARY&state=x', `/callback?code=${REDACTED}&state=x`],
    ['token ya29.CANARY-a_b expired', `token ${REDACTED} expired`],
    ['password: CANARY', `password: ${REDACTED}`],
    ["{ password: 'CANARY', a: 1 }", `{ password: '${REDACTED}', a: 1 }`],
    ['{"body":"{\\"password\\":\\"CANARY\\"}"}', `{"body":"{\\"password\\":\\"${REDACTED}\\"}"}`],
    ['x-api-key: CANARY', `x-api-key: ${REDACTED}`],
    ['apiKey=CANARY, next', `apiKey=${REDACTED}, next`],
    ['secretAccessKey: CANARY', `secretAccessKey: ${REDACTED}`],
    ['connection_string=CANARY', `connection_string=${REDACTED}`],
    ['Authorization: CANARY', `Authorization: ${REDACTED}`],
    ['cookie: session=CANARY; other=CANARY', `cookie: ${REDACTED}`],
    ['for AKIAIOSFODNN7EXAMPLE not', `for ${REDACTED} not`],
    ['ghp_CANARY0123456789', REDACTED],
    ['otp: 123456', `otp: ${REDACTED}`],
    ['-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nCANARY', `-----BEGIN PRIVATE KEY-----${REDACTED}`],
  ])('hides secrets inside text: %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('keeps what an error says, its cause and our own members, without secrets', () => {
    const cause = Object.assign(new Error('fetch https://x?key=CANARY failed'), {
      config: { url: 'CANARY' },
    });
    const error = Object.assign(new Error('no answer', { cause }), {
      code: 'E1',
      reason: 'time_out',
      status: 503,
    });
    const copy = redact({ error }) as { error: Record<string, unknown> };
    expect(copy.error).toMatchObject({
      name: 'Error',
      message: 'no answer',
      code: 'E1',
      reason: 'time_out',
      status: 503,
      cause: { message: `fetch https://x?key=${REDACTED} failed` },
    });
    expect(JSON.stringify(copy)).not.toContain('CANARY');
  });

  it.each(['ECONNREFUSED', 'EVENT_UNSUPPORTED', 'auth/user-not-found', 404])(
    'shows a code that is the name of an error: %s',
    (code) => {
      expect(redact({ code })).toEqual({ code });
    },
  );

  it.each(['4/0AX4XfWh-CANARY', '123456', 'SplxlOBeZQQYbYS6WxSbIA', 'oauth/abcCANARY'])(
    'hides a code that may sign a user in: %s',
    (code) => {
      expect(redact({ code })).toEqual({ code: REDACTED });
    },
  );

  it('shows the code of an error, whatever it is', () => {
    expect(redact(Object.assign(new Error('x'), { code: '23505' }))).toMatchObject({ code: '23505' });
  });

  it('names what it hid, and leaves a secret that is not there out', () => {
    expect(REDACTED).toBe('[redacted]');
    expect(redact({ password: undefined, token: null })).toEqual({ password: undefined, token: REDACTED });
  });

  it('copies six levels', () => {
    const nest = (levels: number): unknown => (levels === 0 ? 'x' : { a: nest(levels - 1) });
    expect(JSON.stringify(redact(nest(6)))).toBe(JSON.stringify(nest(6)));
    expect(JSON.stringify(redact(nest(7)))).toBe(`${'{"a":'.repeat(6)}"[cut]"${'}'.repeat(6)}`);
    expect(JSON.stringify(redact([[[[[[['x']]]]]]]))).toBe('[[[[[["[cut]"]]]]]]');
  });

  it('follows six causes', () => {
    const chain = (length: number): Error =>
      new Error(`e${length}`, length ? { cause: chain(length - 1) } : {});
    const text = JSON.stringify(redact(chain(8)));
    expect(text).toContain('"cause":"[cut]"');
    expect([...text.matchAll(/"message":"(e\d)"/g)].map(([, name]) => name)).toEqual([
      'e8',
      'e7',
      'e6',
      'e5',
      'e4',
      'e3',
    ]);
    expect(redact(new Error('x'))).not.toHaveProperty('cause');
  });

  it('keeps text of 8,192 characters whole', () => {
    expect(redact('x'.repeat(8_192))).toHaveLength(8_192);
    expect(redact('x'.repeat(8_193))).toBe(`${'x'.repeat(8_192)}…`);
  });

  it('counts a long list as the hundred items it shows', () => {
    const long = Array.from({ length: 5_000 }, () => 1);
    expect(redact({ long, after: { a: 1 } })).toMatchObject({ after: { a: 1 } });
  });

  it('copies nothing more once a thousand values are copied', () => {
    const list = (length: number): number[] => Array.from({ length }, () => 1);
    const rows = Array.from({ length: 9 }, () => list(100));
    // Eleven rows, nine hundred values in nine of them, 89 in the tenth.
    expect(redact([...rows, list(89), { a: 1 }])).toEqual([...rows, list(89), '[cut]']);
    expect(redact([...rows, list(88), { a: 1 }])).toEqual([...rows, list(88), { a: 1 }]);
    const wide = Object.fromEntries(list(600).map((one, index) => [`m${index}`, one]));
    const [all, some, none] = redact([wide, wide, { a: 1 }]) as object[];
    expect([Object.keys(all ?? {}).length, Object.keys(some ?? {}).length, none]).toEqual([
      600,
      397,
      '[cut]',
    ]);
  });

  it('cuts what is deep, long or binary, and survives a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(JSON.stringify(redact(cycle))).toContain('[cut]');
    expect(redact('x'.repeat(10_000))).toHaveLength(8_193);
    expect(redact({ body: Buffer.alloc(5) })).toEqual({ body: '[5 bytes]' });
    expect(redact(Array.from({ length: 500 }, () => 1))).toHaveLength(100);
  });

  it.each([
    'monkey',
    'keyboard',
    'tokenize',
    'secretary',
    'encoded',
    'passenger',
    'status',
    'author',
    'pinned',
    'design',
  ])('shows the member %s, which only looks like a secret', (name) => {
    expect(redact({ [name]: 'shown' })).toEqual({ [name]: 'shown' });
  });

  it.each([
    'code=ECONNREFUSED',
    'the key of the house',
    'the password was rejected',
    '"password"',
    'eyJ',
    'https://user@host/a:b@c',
    '12:30 at 10:00',
  ])('leaves the text %s alone', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('copies a thousand values of what unfolds to a hundred million, at once', async () => {
    let wide: unknown = 'x';
    for (let level = 0; level < 4; level += 1) wide = Array.from({ length: 100 }).fill(wide);
    let text = '';
    expect(await measureCost(200, () => (text = JSON.stringify(redact({ wide }))))).toBeLessThan(200);
    expect(text.match(/"x"|\[cut\]/g)?.length).toBeLessThan(1_200);
  });

  it('keeps a member that is named like what an object inherits from', () => {
    const text = '{"__proto__":{"password":"CANARY","isAdmin":true}}';
    expect(JSON.stringify(redact(JSON.parse(text)))).toBe(text.replace('CANARY', REDACTED));
    expect((redact(JSON.parse(text)) as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it('copies no more than a thousand members', () => {
    const members = Array.from({ length: 5_000 }, (_, index) => [`m${index}`, index]);
    expect(Object.keys(redact(Object.fromEntries(members)) as object)).toHaveLength(1_000);
  });

  it('says that something cannot be read, instead of throwing', () => {
    const boo = (): never => {
      throw new Error('boo');
    };
    const error = Object.defineProperty(new Error('x'), 'code', { enumerable: true, get: boo });
    const value = { getter: Object.defineProperty({}, 'a', { enumerable: true, get: boo }), error, shown: 1 };
    const proxy = new Proxy({}, { ownKeys: boo, getPrototypeOf: boo });
    expect(redact({ ...value, proxy })).toEqual({
      getter: '[unreadable]',
      error: '[unreadable]',
      proxy: '[unreadable]',
      shown: 1,
    });
  });

  it('never shows source code', () => {
    expect(redact({ work: () => 'CANARY' })).toEqual({ work: '[function]' });
  });

  it('makes anything fit for JSON', () => {
    expect(redact([1n, Symbol('s'), null, undefined, true])).toEqual([
      '1',
      'Symbol(s)',
      null,
      undefined,
      true,
    ]);
  });
});
