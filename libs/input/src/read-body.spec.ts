import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '#problem';
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

const multipart = (...parts: string[]) => `${parts.map((part) => `--B\r\n${part}\r\n`).join('')}--B--\r\n`;
const MULTIPART = `${MULTIPART_MEDIA_TYPE}; boundary=B`;
const field = (name: string, value: string) =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;

describe('a JSON body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'is read as %s',
    async (type) => {
      await expect(read('{"a":["é"]}', type)).resolves.toEqual({ a: ['é'] });
    },
  );

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

  it('answers 400 to bytes that are not UTF-8', async () => {
    await expect(statusOf(read(Buffer.from([0x22, 0xff, 0x22]), JSON_MEDIA_TYPE))).resolves.toBe(400);
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

  it.each([
    'a=%',
    'a=%zz',
    'a=%FF',
    '%C0%AF=1',
    Array.from({ length: 101 }, (_, index) => `f${index}=1`).join('&'),
  ])('answers 400 to %s', async (text) => {
    await expect(statusOf(read(text, FORM_MEDIA_TYPE, FORMS))).resolves.toBe(400);
  });

  it('is read as multipart too', async () => {
    const body = multipart(field('a', '1'), field('b', 'x y'), field('a', '2'));
    await expect(read(body, MULTIPART, FORMS)).resolves.toEqual({ a: ['1', '2'], b: 'x y' });
  });

  it.each([
    ['a file', multipart('Content-Disposition: form-data; name="f"; filename="x.txt"\r\n\r\nhello')],
    ['no end', `--B\r\n${field('a', '1')}`],
    ['no part', 'nonsense'],
  ])('answers 400 to a multipart body with %s', async (_case, body) => {
    await expect(statusOf(read(body, MULTIPART, FORMS))).resolves.toBe(400);
  });

  it('answers 400 to a multipart body without boundary', async () => {
    await expect(statusOf(read('x', MULTIPART_MEDIA_TYPE, FORMS))).resolves.toBe(400);
  });
});
