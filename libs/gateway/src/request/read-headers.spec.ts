import { describe, expect, it } from '@jest/globals';
import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildRestEvent,
} from '@lambda-nest/testing';
import type { EventSource } from '../event/detect-source.ts';
import { readHeaders } from './read-headers.ts';

function read(event: object, source: EventSource = 'http-api'): Record<string, string> {
  return { ...readHeaders(event as Record<string, unknown>, source) };
}

describe('readHeaders', () => {
  it('lower-cases names', () => {
    expect(read({ headers: { 'X-Test': '1', 'content-type': 'a/b' } })).toEqual({
      'x-test': '1',
      'content-type': 'a/b',
    });
  });

  it.each([
    ['no headers', {}],
    ['null, as the console test sends', { headers: null, multiValueHeaders: null }],
    ['a list', { headers: ['a'] }],
  ])('is empty for %s', (_, event) => {
    expect(read(event, 'rest')).toEqual({});
  });

  it('takes all values of a repeated header', () => {
    const event = buildRestEvent({ headers: { 'x-many': ['1', '2'] } });
    expect(read(event, 'rest')['x-many']).toBe('1, 2');
  });

  it('takes a text where an array belongs, numbers and booleans, and leaves out null', () => {
    const headers = { a: 'text', b: [1, true], c: null, d: [null], e: undefined };
    expect(read({ multiValueHeaders: headers }, 'alb')).toEqual({ a: 'text', b: '1, true' });
  });

  it.each([
    ['two in a list', { multiValueHeaders: { authorization: ['Bearer a', 'Bearer b'] } }],
    ['two spellings', { headers: { authorization: 'Bearer a', Authorization: 'Bearer b' } }],
  ])('never chooses between authorization values: %s become one malformed value', (_, event) => {
    expect(read(event, 'rest').authorization).toBe('Bearer a, Bearer b');
  });

  it.each([
    'x-apigateway-event',
    'X-ApiGateway-Context',
    'x-amzn-request-context',
    'x-amzn-lambda-context',
    'x-amzn-oidc-data',
    'x-amzn-oidc-identity',
    'X-Amzn-Oidc-AccessToken',
  ])('removes %s, which any client can send', (name) => {
    expect(read({ headers: { [name]: 'forged', 'x-amzn-trace-id': 'Root=1' } })).toEqual({
      'x-amzn-trace-id': 'Root=1',
    });
  });

  it.each(['my-x-apigateway-event', 'x-apigateway-event-id', 'x-amzn-request-context-id'])(
    'keeps %s, which only resembles one of them',
    (name) => {
      expect(read({ headers: { [name]: '1' } })).toEqual({ [name]: '1' });
    },
  );

  describe('cookies', () => {
    it('come from the list of payload 2.0', () => {
      expect(read(buildHttpApiEvent({ headers: { cookie: 'a=1; b=2' } })).cookie).toBe('a=1; b=2');
    });

    it('are not doubled when a Function URL sends them twice', () => {
      expect(read(buildFunctionUrlEvent({ headers: { cookie: 'a=1; b=2' } }), 'function-url').cookie).toBe(
        'a=1; b=2',
      );
    });

    it('come from the list of a Function URL alone', () => {
      expect(read({ headers: { cookie: 'a=1' }, cookies: ['b=2'] }, 'function-url').cookie).toBe('b=2');
    });

    it('of several headers are joined as cookies', () => {
      const event = buildAlbEvent({ headers: { cookie: ['a=1', 'b=2'] }, multiValue: true });
      expect(read(event, 'alb').cookie).toBe('a=1; b=2');
    });

    it('in a list are ignored where no list belongs', () => {
      expect(read({ headers: { cookie: 'a=1' }, cookies: ['b=2'] }, 'rest').cookie).toBe('a=1');
    });
  });

  it.each([
    ['a name with a space', { headers: { 'x a': '1' } }, 'header-name'],
    ['an empty name', { headers: { '': '1' } }, 'header-name'],
    ['a name outside ASCII', { headers: { 'x-ë': '1' } }, 'header-name'],
    ['a line break', { headers: { a: '1\r\nb: 2' } }, 'header-value'],
    ['a NUL', { headers: { a: '\0' } }, 'header-value'],
    ['a DEL', { headers: { a: '\x7f' } }, 'header-value'],
    ['an object', { headers: { a: {} } }, 'header-value'],
    ['a line break in a cookie', { cookies: ['a=1\r\n'] }, 'header-value'],
    ['a cookie that is no text', { cookies: [{}] }, 'header-value'],
  ])('rejects %s', (_, event, reason) => {
    expect(() => read(event)).toThrow(
      expect.objectContaining({
        reason,
        problem: expect.objectContaining({ status: 400, detail: 'A header is malformed.' }),
      }),
    );
  });

  it('keeps tabs and text beyond ASCII in values', () => {
    const headers = { a: 'x\ty', b: 'zoë ☕', c: 'mojibake \u0080\u009f' };
    expect(read({ headers })).toEqual(headers);
  });

  it('keeps a header named like a member of every object to itself', () => {
    const headers = readHeaders(
      { headers: JSON.parse('{"__proto__":"a","constructor":"b"}') as object },
      'http-api',
    );
    expect(Object.entries(headers)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });
});
