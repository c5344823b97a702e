import { describe, expect, it } from '@jest/globals';
import { readResult } from './read-result.ts';

const read = (result: unknown, format: '1.0' | '2.0' = '2.0'): unknown => {
  const response = readResult(JSON.stringify(result), format);
  return response && { ...response, body: response.body.toString() };
};

const json = (body: string): object => ({
  status: 200,
  headers: [['Content-Type', 'application/json']],
  body,
});
const PLAIN = ['Content-Type', 'text/plain; charset=utf-8'];

describe('without a statusCode', () => {
  it.each([
    [{ ok: true }, '{"ok":true}'],
    ['test', 'test'],
    ['{"half":', '{"half":'],
    [[1, 2], '[1,2]'],
    [42, '42'],
    [null, 'null'],
    [{}, '{}'],
  ])('takes %j for the body of a 200', (result, body) => {
    expect(read(result)).toEqual(json(body));
  });

  it('is malformed in payload 1.0, whatever it is', () => {
    expect([{}, 'test', null, [1]].map((result) => read(result, '1.0'))).toEqual(Array(4).fill(undefined));
  });
});

describe('with a statusCode', () => {
  it('is plain text when no content type is named', () => {
    expect(read({ statusCode: 201, body: '{"a":1}' })).toEqual({
      status: 201,
      headers: [PLAIN],
      body: '{"a":1}',
    });
  });

  it('accepts the status as text', () => {
    expect(read({ statusCode: '201' })).toMatchObject({ status: 201, body: '' });
  });

  it.each([0, 200.5, '200.5', 'ok', -1, 99, 100, 103, 1000, null, true])(
    'calls the status %j malformed',
    (statusCode) => {
      expect(read({ statusCode, body: 'x' })).toBeUndefined();
    },
  );

  it('writes header names as HTTP APIs do and values as text', () => {
    const headers = { 'content-TYPE': 'text/html', myheader: 'a,b', 'x-n': 1, 'x-b': false, 'x-null': null };
    expect(read({ statusCode: 200, headers })).toMatchObject({
      headers: [
        ['Content-Type', 'text/html'],
        ['Myheader', 'a,b'],
        ['X-N', '1'],
        ['X-B', 'false'],
      ],
    });
  });

  it('sends each cookie as a header of its own', () => {
    expect(read({ statusCode: 204, cookies: ['a=1; Path=/', 'b=2'] })).toMatchObject({
      headers: [
        ['Set-Cookie', 'a=1; Path=/'],
        ['Set-Cookie', 'b=2'],
      ],
    });
  });

  it('writes itself what belongs to the connection', () => {
    const headers = {
      connection: 'close',
      'Content-Length': '99',
      date: 'x',
      'transfer-encoding': 'chunked',
    };
    expect(read({ statusCode: 204, headers })).toMatchObject({ headers: [] });
  });

  it('decodes base64 only when told to', () => {
    expect(read({ statusCode: 200, body: 'aGk=', isBase64Encoded: true })).toMatchObject({ body: 'hi' });
    expect(read({ statusCode: 200, body: 'aGk=' })).toMatchObject({ body: 'aGk=' });
  });

  it.each([{ 'x-a': 'b\r\nx-evil: 1' }, { 'x a': 'b' }, { 'x-a': '☕' }])(
    'calls the header %j malformed',
    (headers) => {
      expect(read({ statusCode: 200, headers })).toBeUndefined();
    },
  );

  it('calls a body that is no text malformed', () => {
    expect(read({ statusCode: 200, body: { a: 1 } })).toBeUndefined();
  });

  it('ignores members it does not know', () => {
    expect(read({ statusCode: 200, body: 'x', statusDescription: '200 OK', surprise: 1 })).toMatchObject({
      body: 'x',
    });
  });
});

describe('multiValueHeaders', () => {
  const result = {
    statusCode: 200,
    headers: { 'content-type': 'text/html', both: 'single' },
    multiValueHeaders: { both: ['multi-1', 'multi-2'] },
  };

  it('come after the single value in payload 1.0', () => {
    expect(read(result, '1.0')).toMatchObject({
      headers: [
        ['Content-Type', 'text/html'],
        ['Both', 'single'],
        ['Both', 'multi-1'],
        ['Both', 'multi-2'],
      ],
    });
  });

  it('are ignored in payload 2.0', () => {
    expect(read(result)).toMatchObject({
      headers: [
        ['Content-Type', 'text/html'],
        ['Both', 'single'],
      ],
    });
  });
});
