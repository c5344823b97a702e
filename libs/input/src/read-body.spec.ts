import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@lambda-nest/problem';
import {
  FORM_MEDIA_TYPE,
  JSON_MEDIA_TYPE,
  MULTIPART_MEDIA_TYPE,
  type MediaType,
} from './consumes.decorator.ts';
import { readBody } from './read-body.ts';

const LIMITS = { bytes: 1_000, depth: 5, values: 100, members: 50 };

function requestOf(body: string | Buffer | Buffer[], headers: Record<string, string> = {}): IncomingMessage {
  const chunks = Array.isArray(body) ? body : [Buffer.from(body)];
  return Object.assign(Readable.from(chunks, { objectMode: false }), {
    headers,
  }) as unknown as IncomingMessage;
}

const read = (
  body: string | Buffer | Buffer[],
  type?: string,
  accepted: MediaType[] = [JSON_MEDIA_TYPE],
  headers = {},
) =>
  readBody(
    requestOf(body, { ...(type === undefined ? {} : { 'content-type': type }), ...headers }),
    accepted,
    LIMITS,
  );

const statusOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 200,
    (problem: Problem) => problem.body.status,
  );

const detailOf = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (problem: Problem) => problem.body.detail,
  );

const multipart = (...parts: string[]) => `${parts.map((part) => `--B\r\n${part}\r\n`).join('')}--B--\r\n`;
const MULTIPART = `${MULTIPART_MEDIA_TYPE}; boundary=B`;
const field = (name: string, value: string) =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;

describe('a JSON body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    ' application/json ;  charset = utf8 ',
    'application/json; charset=',
    'application/json; x-charset=utf-7',
  ])('is read as %s', async (type) => {
    await expect(read('{"a":["é"]}', type)).resolves.toEqual({ a: ['é'] });
  });

  it('is put together from chunks, through a character', async () => {
    const bytes = Buffer.from('{"a":"é"}');
    await expect(read([bytes.subarray(0, 7), bytes.subarray(7)], JSON_MEDIA_TYPE)).resolves.toEqual({
      a: 'é',
    });
  });

  it('is absent when empty, whatever media type was said', async () => {
    await expect(read('', 'text/plain; charset=utf-8')).resolves.toBeUndefined();
    await expect(read('')).resolves.toBeUndefined();
  });

  it.each([
    ['text/plain', '{}'],
    ['application/problem+json', '{}'],
    ['application/jsonp', '{}'],
    [undefined, '{}'],
    ['application/json; charset=utf-16', '{}'],
    ['application/json; charset=iso-8859-1', '{}'],
    ['application/json; charset=utf-8; charset=utf-7', '{}'],
    ['application/json; a=b; charset=utf-7', '{}'],
    ['application/json; charset=utf-16 x', '{}'],
    ['application/json; charset=xutf-8', '{}'],
    ['application/json; charset=utf-80', '{}'],
    ['application/json; charset="utf-16"  ', '{}'],
    ['application/json;  charset  =  utf-16', '{}'],
    [FORM_MEDIA_TYPE, 'a=1'],
    [MULTIPART, multipart(field('a', '1'))],
  ])('answers 415 to %s', async (type, body) => {
    await expect(statusOf(read(body, type))).resolves.toBe(415);
  });

  it.each(['gzip', 'br', 'deflate', 'identity, gzip'])('answers 415 to %s content', async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(100_000));
    const reading = read(bomb, JSON_MEDIA_TYPE, [JSON_MEDIA_TYPE], { 'content-encoding': encoding });
    await expect(statusOf(reading)).resolves.toBe(415);
  });

  it.each(['{"password":hunter2}', '{', 'hello', '{"a":1}x', '\uFEFF{}'])(
    'answers 400 to %s, and does not quote it',
    async (text) => {
      const problem = await read(text, JSON_MEDIA_TYPE).catch((error: Problem) => error);
      expect((problem as Problem).body).toMatchObject({ status: 400, detail: 'The body is not valid JSON.' });
    },
  );

  it.each([
    ['text/plain', {}, 'This media type is not accepted here.'],
    [undefined, {}, 'This media type is not accepted here.'],
    ['application/json; charset=utf-16', {}, 'This charset is not accepted here.'],
    [JSON_MEDIA_TYPE, { 'content-encoding': 'gzip' }, 'This content encoding is not accepted here.'],
  ])('says what is not accepted of %s with %j', async (type, headers, detail) => {
    expect(await detailOf(read('{}', type, [JSON_MEDIA_TYPE], headers))).toBe(detail);
  });

  it.each([
    ['[[[[[[]]]]]]', 'The JSON body is nested too deeply.'],
    [`[${'1,'.repeat(100)}1]`, 'The JSON body has too many values.'],
    [
      `{${Array.from({ length: 51 }, (_, index) => `"m${index}":1`).join()}}`,
      'The JSON body has an object with too many members.',
    ],
    ['{"a":1,"a":2}', 'The JSON body has a member that is sent twice.'],
    ['{"__proto__":1}', 'The JSON body has a member with a reserved name.'],
  ])('answers 400 to %s, and says why', async (text, detail) => {
    const problem = await read(text, JSON_MEDIA_TYPE).catch((error: Problem) => error);
    expect((problem as Problem).body).toMatchObject({ status: 400, detail });
  });

  it('answers 400 to bytes that are not UTF-8', async () => {
    const problem = await read(Buffer.from([0x22, 0xff, 0x22]), JSON_MEDIA_TYPE).catch(
      (error: Problem) => error,
    );
    expect((problem as Problem).body).toMatchObject({ status: 400, detail: 'The body is not valid UTF-8.' });
  });

  it.each([
    ['said', randomBytes(10), { 'content-length': '1001' }],
    ['sent', Buffer.alloc(1_001, ' '), {}],
  ])('answers 413 to more bytes than allowed, as %s', async (_case, body, headers) => {
    await expect(statusOf(read(body, JSON_MEDIA_TYPE, [JSON_MEDIA_TYPE], headers))).resolves.toBe(413);
  });

  it('answers 400 when the client goes away in the middle', async () => {
    const request = new Readable({ read() {} }) as unknown as IncomingMessage;
    Object.assign(request, { headers: { 'content-type': JSON_MEDIA_TYPE } });
    const reading = statusOf(readBody(request, [JSON_MEDIA_TYPE], LIMITS));
    request.destroy(new Error('reset'));
    await expect(reading).resolves.toBe(400);
  });
});

describe('a form', () => {
  const FORMS: MediaType[] = [FORM_MEDIA_TYPE, MULTIPART_MEDIA_TYPE];

  it('keeps a field that was sent twice as a list', async () => {
    await expect(read('a=1&b=x+y%26&a=2&a=3', FORM_MEDIA_TYPE, FORMS)).resolves.toEqual({
      a: ['1', '2', '3'],
      b: 'x y&',
    });
  });

  it('has no prototype to reach', async () => {
    const form = await read('__proto__=1&constructor=2', FORM_MEDIA_TYPE, FORMS);
    expect(Object.getPrototypeOf(form)).toBeNull();
  });

  const hundred = Array.from({ length: 100 }, (_, index) => `f${index}=1`);

  it('may have a hundred fields', async () => {
    expect(Object.keys((await read(hundred.join('&'), FORM_MEDIA_TYPE, FORMS)) as object)).toHaveLength(100);
  });

  it.each([
    ['a=%', 'The form has a broken percent escape.'],
    ['a=%zz', 'The form has a broken percent escape.'],
    ['a=%FF', 'The form has a broken percent escape.'],
    ['%C0%AF=1', 'The form has a broken percent escape.'],
    [[...hundred, 'g=1'].join('&'), 'The form has more than 100 fields.'],
  ])('answers 400 to %s', async (text, detail) => {
    const problem = await read(text, FORM_MEDIA_TYPE, FORMS).catch((error: Problem) => error);
    expect((problem as Problem).body).toMatchObject({ status: 400, detail });
  });

  it('is read as multipart too', async () => {
    const body = multipart(field('a', '1'), field('b', 'x y'), field('a', '2'));
    await expect(read(body, MULTIPART, FORMS)).resolves.toEqual({ a: ['1', '2'], b: 'x y' });
  });

  const LARGE = { ...LIMITS, bytes: 1_000_000 };
  const readLarge = (body: string) =>
    readBody(requestOf(body, { 'content-type': MULTIPART }), FORMS, LARGE).catch((error: Problem) => error);

  it('may have, as multipart, a hundred fields and 64 KiB in one', async () => {
    const fields = Array.from({ length: 99 }, (_, index) => field(`f${index}`, '1'));
    const form = (await readLarge(multipart(...fields, field('g', 'x'.repeat(65_535))))) as object;
    expect(Object.keys(form)).toHaveLength(100);
  });

  it.each([
    [
      'a file',
      multipart('Content-Disposition: form-data; name="f"; filename="x.txt"\r\n\r\nhello'),
      'Files are not accepted here.',
    ],
    ['no end', `--B\r\n${field('a', '1')}`, 'The multipart body is malformed.'],
    ['a name without end', multipart(field('n'.repeat(100_000), '1')), 'The multipart body is malformed.'],
    ['no part', 'nonsense', 'The multipart body is malformed.'],
    [
      'a hundred and one fields',
      multipart(...Array.from({ length: 101 }, (_, index) => field(`f${index}`, '1'))),
      'The form has more than 100 fields.',
    ],
    [
      'a value that is too long',
      multipart(field('a', 'x'.repeat(65_537))),
      'The form has a field that is too long.',
    ],
  ])('answers 400 to a multipart body with %s', async (_case, body, detail) => {
    expect(((await readLarge(body)) as Problem).body).toMatchObject({ status: 400, detail });
  });

  it('answers 400 to a multipart body without boundary', async () => {
    const problem = await read('x', MULTIPART_MEDIA_TYPE, FORMS).catch((error: Problem) => error);
    expect((problem as Problem).body).toMatchObject({
      status: 400,
      detail: 'The multipart body is malformed.',
    });
  });
});
