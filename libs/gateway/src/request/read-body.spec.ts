import { describe, expect, it } from '@jest/globals';
import { describeBody, readBody } from './read-body.ts';

describe('readBody', () => {
  it.each([
    ['text', { body: 'é', isBase64Encoded: false }, 'é'],
    ['text without a flag', { body: 'YWJj' }, 'YWJj'],
    ['base64', { body: 'YWJj', isBase64Encoded: true }, 'abc'],
    ['base64 with one pad', { body: 'YWI=', isBase64Encoded: true }, 'ab'],
    ['base64 with two pads', { body: 'YQ==', isBase64Encoded: true }, 'a'],
    ['a flag that is only truthy', { body: 'YWJj', isBase64Encoded: 'true' }, 'YWJj'],
  ])('reads %s', (_, event, expected) => {
    expect(readBody(event)?.toString()).toBe(expected);
  });

  it.each([
    ['absent', {}],
    ['null', { body: null }],
    ['empty', { body: '' }],
    ['empty and said to be base64', { body: '', isBase64Encoded: true }],
    ['null and said to be base64', { body: null, isBase64Encoded: true }],
  ])('reads none when it is %s', (_, event) => {
    expect(readBody(event)).toBeUndefined();
  });

  it.each([
    '%%%',
    'YWJ',
    'YWJjYW',
    'YWJj\n',
    'YWJj YWJj',
    'YW=j',
    '====',
    'YQ=',
    'Y===',
    'YR==',
    'YWK=',
    'YW_j',
    'YW-j',
    'YQ==YWJj',
  ])('rejects %j as base64', (body) => {
    expect(() => readBody({ body, isBase64Encoded: true })).toThrow(
      expect.objectContaining({
        reason: 'body-not-base64',
        problem: expect.objectContaining({ status: 400, detail: 'The body is malformed.' }),
      }),
    );
  });

  it.each([{}, [], 1, true])('rejects the body %j', (body) => {
    expect(() => readBody({ body })).toThrow(
      expect.objectContaining({ reason: 'body-not-text', message: 'The body is malformed.' }),
    );
  });

  it('reads 6 MB of base64', () => {
    const bytes = Buffer.alloc(4_500_000, 'x');
    expect(readBody({ body: bytes.toString('base64'), isBase64Encoded: true })?.equals(bytes)).toBe(true);
  });
});

describe('describeBody', () => {
  it.each([
    ['states the length there is', { 'content-length': '99' }, 'abc', { 'content-length': '3' }],
    ['states a length that was not stated', {}, 'abc', { 'content-length': '3' }],
    ['drops a transfer coding', { 'transfer-encoding': 'chunked' }, 'abc', { 'content-length': '3' }],
    [
      'keeps the type of a body',
      { 'content-type': 'text/plain; charset=utf-8' },
      'a',
      { 'content-type': 'text/plain; charset=utf-8', 'content-length': '1' },
    ],
    ['states no length for no body', {}, undefined, {}],
    ['corrects the length of no body', { 'content-length': '5' }, undefined, { 'content-length': '0' }],
    ['drops a transfer coding of no body', { 'transfer-encoding': 'chunked' }, undefined, {}],
    [
      'drops the type that the gateway adds to no body',
      { 'content-type': 'text/plain; charset=utf-8', 'content-length': '0' },
      undefined,
      { 'content-length': '0' },
    ],
    ['drops that type in its other spelling', { 'content-type': 'text/plain;charset=UTF-8' }, undefined, {}],
    [
      'keeps a type with more parameters than the gateway adds',
      { 'content-type': 'text/plain; charset=utf-8; format=flowed' },
      undefined,
      { 'content-type': 'text/plain; charset=utf-8; format=flowed' },
    ],
    [
      'keeps a type that only ends like that of the gateway',
      { 'content-type': 'application/x-text/plain; charset=utf-8' },
      undefined,
      { 'content-type': 'application/x-text/plain; charset=utf-8' },
    ],
    [
      'keeps the type that a client gave no body',
      { 'content-type': 'application/json' },
      undefined,
      { 'content-type': 'application/json' },
    ],
  ])('%s', (_, headers: Record<string, string>, body, expected) => {
    describeBody(headers, body === undefined ? undefined : Buffer.from(body));
    expect(headers).toEqual(expected);
  });
});
