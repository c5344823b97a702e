import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildHttpApiEvent, buildRestEvent, measureCost, type ApiResponse } from '@lambda-nest/testing';
import { startTarget, type Target } from './start-target.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data; boundary=x';
const MEBIBYTE = 1024 * 1024;
const LIMIT_MS = 500;

let target: Target;

beforeAll(async () => {
  target = await startTarget();
  // Loading what validates and parses is no part of judging a body.
  await post('/zz-json', JSON_TYPE, '{"text":"x"}');
  await post('/v1/auth/token', MULTIPART_TYPE, '--x--');
});

beforeEach(() => {
  target.ran.length = 0;
  target.google.requests.length = 0;
});

afterAll(() => target.close());

function post(
  path: string,
  type: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<ApiResponse> {
  return target.request({ method: 'POST', path, headers: { 'content-type': type, ...headers }, body });
}

/** Sends a body to be rejected at little cost, and gives the response back. */
async function rejectCheaply(...body: Parameters<typeof post>): Promise<ApiResponse> {
  let response: ApiResponse | undefined;
  const ms = await measureCost(LIMIT_MS, async () => (response = await post(...body)));
  expect(ms).toBeLessThan(LIMIT_MS);
  return response as ApiResponse;
}

const field = (name: string, value: string): string =>
  `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe('a compressed body', () => {
  const bomb = Buffer.alloc(50 * MEBIBYTE, 'a');

  it.each([
    ['gzip', gzipSync(bomb)],
    ['deflate', deflateSync(bomb)],
    ['br', brotliCompressSync(bomb)],
    ['gzip, gzip', gzipSync(gzipSync(bomb))],
    ['x-gzip', gzipSync(bomb)],
    ['GZIP', gzipSync(bomb)],
    ['compress', gzipSync(bomb)],
  ])('of 50 MiB (%s) is rejected at once, unopened', async (encoding, body) => {
    for (const [path, type] of [
      ['/zz-json', JSON_TYPE],
      ['/v1/auth/token', FORM_TYPE],
    ] as const) {
      const before = process.memoryUsage().rss;
      const { status } = await rejectCheaply(path, type, body, { 'content-encoding': encoding });
      expect(status).toBe(415);
      expect(process.memoryUsage().rss - before).toBeLessThan(48 * MEBIBYTE);
    }
    expect(target.ran).toEqual([]);
  });
});

describe('a body as large or as crooked as can be', () => {
  const members = (count: number, name = (index: number): string => `k${index}`): string =>
    `{${Array.from({ length: count }, (_, index) => `"${name(index)}":1`).join()}}`;

  it.each<[string, string, () => string]>([
    ['49,000 levels of lists', JSON_TYPE, () => '['.repeat(49_000) + ']'.repeat(49_000)],
    ['49,000 levels inside a member', JSON_TYPE, () => `{"text":${'['.repeat(49_000)}${']'.repeat(49_000)}}`],
    ['33 levels of objects', JSON_TYPE, () => '{"a":'.repeat(33) + '1' + '}'.repeat(33)],
    ['49,000 unknown members', JSON_TYPE, () => members(49_000)],
    ['1,000 unknown members', JSON_TYPE, () => members(1_000)],
    ['30,000 members with escapes in their names', JSON_TYPE, () => members(30_000, (n) => `\\u006b${n}`)],
    ['a member sent 30,000 times', JSON_TYPE, () => members(30_000, () => 'text')],
    ['a list of 60,000 numbers', JSON_TYPE, () => `[${'1,'.repeat(60_000)}1]`],
    ['a number of a million digits', JSON_TYPE, () => `{"text":${'9'.repeat(1_000_000)}}`],
    ['a million quotes', JSON_TYPE, () => '"'.repeat(1_000_000)],
    ['half a million names without values', JSON_TYPE, () => '":'.repeat(500_000)],
    ['names far from their colons', JSON_TYPE, () => `${`""${' '.repeat(1_000)}`.repeat(1_000)}`],
    ['6 MiB', JSON_TYPE, () => `{"text":"${'x'.repeat(5.9 * MEBIBYTE)}"}`],
    ['a million separators', FORM_TYPE, () => '&'.repeat(1_000_000)],
    ['a million broken escapes', FORM_TYPE, () => '%'.repeat(1_000_000)],
    ['a million equals signs', FORM_TYPE, () => '='.repeat(1_000_000)],
    ['1,001 fields', FORM_TYPE, () => Array.from({ length: 1_001 }, (_, index) => `f${index}=`).join('&')],
    ['200,000 parts', MULTIPART_TYPE, () => '--x\r\n'.repeat(200_000)],
    ['10,000 fields in parts', MULTIPART_TYPE, () => `${field('f', '1').repeat(10_000)}--x--`],
    ['a name of a million letters', MULTIPART_TYPE, () => `${field('f'.repeat(1_000_000), '1')}--x--`],
    ['half a million line ends', MULTIPART_TYPE, () => '\r\n'.repeat(500_000)],
    ['a file', MULTIPART_TYPE, () => `${field('u"; filename="f', 'x'.repeat(900_000))}--x--`],
    ['a part without an end', MULTIPART_TYPE, () => field('username', 'a')],
  ])('is rejected in half a second: %s', async (_what, type, write) => {
    const path = type === JSON_TYPE ? '/zz-json' : '/v1/auth/token';
    const body = write();
    const { status } = await rejectCheaply(path, type, body);
    expect([400, 413]).toContain(status);
    expect(target.google.requests).toEqual([]);
  });

  it.each([
    ['text/plain', 'x'],
    ['text/plain', 'x'.repeat(900_000)],
    ['', '{"text":"x"}'],
    ['application/jsonp', '{"text":"x"}'],
    ['application/json, text/plain', '{"text":"x"}'],
    ['application/merge-patch+json', '{"text":"x"}'],
    ['application/json; charset=utf-16le', Buffer.from('{"text":"x"}', 'utf16le')],
    ['application/json; charset=utf-7', '{"text":"x"}'],
    ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['application/yaml', 'text: !!js/function x'],
    ['application/x-www-form-urlencoded', 'text=x'],
  ])('is rejected as %s, and no handler sees its bytes', async (type, body) => {
    expect((await post('/zz-json', type, body)).status).toBe(415);
    expect(target.ran).toEqual([]);
  });
});

it('text of 5.5 MB is rejected before it is read', async () => {
  const { status } = await rejectCheaply('/zz-json', 'text/plain', 'x'.repeat(5_500_000));
  expect([413, 415]).toContain(status);
  expect(target.ran).toEqual([]);
});

describe('names and values that mean something to JavaScript', () => {
  it.each([
    '{"text":"x","__proto__":{"isAdmin":true}}',
    '{"text":"x","\\u005f_proto__":{"isAdmin":true}}',
    '{"text":"x","constructor":{"prototype":{"isAdmin":true}}}',
    '{"text":"x","title":{"__proto__":{"isAdmin":true}}}',
    '{"text":"x","prototype":{"isAdmin":true}}',
    '{"text":"x","isAdmin":true}',
    '{"text":"x","toString":1}',
    '{"text":"x","hasOwnProperty":1}',
    '{"text":"x","__defineGetter__":1}',
    '{"text":{"length":1}}',
    '{"text":["x"]}',
    '{"text":null}',
    '{"text":1e999}',
    '{"text":"x","text":"y"}',
    '{"text":"x","te\\u0078t":"y"}',
    '\uFEFF{"text":"x"}',
    '{"text":"x"}\u0000',
    '{"text":NaN}',
    "{'text':'x'}",
    'null',
    '[]',
    '"x"',
  ])('are rejected: %j', async (body) => {
    const { status, text } = await post('/zz-json', JSON_TYPE, body);
    expect(status).toBe(400);
    expect(text).not.toMatch(/isAdmin":true|SyntaxError|Unexpected/);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it.each([
    'username=a&username=b&password=p',
    'username[]=a&password=p',
    'username[$ne]=a&password=p',
    '__proto__[username]=a&password=p',
    'username=&password=p',
    'username=a&password=',
    'grant_type=client_credentials&username=a&password=p',
    'grant_type=password&grant_type=password&username=a&password=p',
  ])('are rejected in a form, and the provider is not asked: %s', async (body) => {
    expect((await post('/v1/auth/token', FORM_TYPE, body)).status).toBe(400);
    expect(target.google.requests).toEqual([]);
  });

  it.each(['?role=a&role=b', '?role=a&ro%6ce=b'])(
    'are rejected in the query when sent twice: %s',
    async (query) => {
      expect((await target.request({ path: `/zz-query${query}` })).status).toBe(400);
    },
  );

  it.each(['?role[a]=b', '?role[]=b', '?__proto__[role]=a', '?__proto__=a', '?constructor.prototype.role=a'])(
    'are names like any other in the query: %s',
    async (query) => {
      const event = { ...buildHttpApiEvent({ path: '/zz-query' }), rawQueryString: query.slice(1) };
      const { status, text } = await target.send(event);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual({ isArray: false });
    },
  );
});

describe('a body that is not what the event says', () => {
  it.each(['%%%', 'e30', 'e30=\n', 'e3 0=', 'e31=', '====', '{"text":"x"}'])(
    'is rejected when %j is called base64',
    async (body) => {
      const headers = { 'content-type': JSON_TYPE };
      const event = { ...buildHttpApiEvent({ method: 'POST', path: '/zz-json', headers }), body };
      expect((await target.send({ ...event, isBase64Encoded: true })).status).toBe(400);
    },
  );

  it.each(['0', '1', '-1', '1e3', '99999999999', 'x'])(
    'is read whole, whatever length is said: %s',
    async (length) => {
      const headers = { 'content-type': JSON_TYPE, 'content-length': length };
      for (const build of [buildHttpApiEvent, buildRestEvent]) {
        const event = build({ method: 'POST', path: '/zz-json', body: { text: 'x' } });
        expect((await target.send({ ...event, headers, multiValueHeaders: undefined })).status).toBe(201);
      }
    },
  );

  it('is read whole in spite of transfer-encoding and expect', async () => {
    const headers = { 'content-type': JSON_TYPE, 'transfer-encoding': 'chunked', expect: '100-continue' };
    const event = buildHttpApiEvent({ method: 'POST', path: '/zz-json', body: { text: 'x' } });
    expect((await target.send({ ...event, headers })).status).toBe(201);
  });
});

describe('any body at all', () => {
  const types = fc.constantFrom(
    JSON_TYPE,
    FORM_TYPE,
    MULTIPART_TYPE,
    'multipart/form-data; boundary=""',
    'x',
    '',
  );
  const words = fc.constantFrom(
    '--x',
    '--x--',
    '\r\n',
    'content-disposition: form-data; name="username"',
    'username=a',
    '&',
  );
  const json = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"text"',
    ':',
    ',',
    '"',
    '\\',
    '\\u0000',
    'null',
    '1e999',
    '\uFEFF',
  );
  const text = fc.array(fc.oneof(words, json, fc.string({ unit: 'binary' })), { maxLength: 12 });
  const body = fc.oneof(
    text.map((parts) => parts.join('')),
    fc.uint8Array({ maxLength: 64 }),
  );

  it('is taken or rejected in the words of the API, never with 500', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/zz-json', '/v1/auth/token'),
        types,
        body,
        async (path, type, content) => {
          const { status, headers } = await post(path, type, content);
          expect([200, 201, 400, 413, 415]).toContain(status);
          if (status >= 400) expect(headers['content-type']).toMatch(/^application\/(?:problem\+)?json$/);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
