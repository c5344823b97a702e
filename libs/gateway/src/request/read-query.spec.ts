import { describe, expect, it } from '@jest/globals';
import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import type { EventSource } from '../event/detect-source.ts';
import { readQuery } from './read-query.ts';

function read(event: object, source: EventSource): string {
  return readQuery(event as Record<string, unknown>, source);
}

describe('readQuery', () => {
  it.each([
    ['http-api', buildHttpApiEvent],
    ['function-url', buildFunctionUrlEvent],
  ] as const)('keeps the raw query of %s, repeated names and commas included', (source, build) => {
    const query = 'a=1&b=x,y&a=2&c=a+b%20c&=&d';
    expect(read(build({ path: `/?${query}` }), source)).toBe(query);
  });

  it('encodes what would send a URL parser astray', () => {
    expect(read({ rawQueryString: 'a=b c#d\ne=ë' }, 'http-api')).toBe('a=b%20c%23d%0Ae=%C3%AB');
    expect(read({ rawQueryString: 'a=😀' }, 'http-api')).toBe('a=%F0%9F%98%80');
  });

  it.each([
    ['rest', buildRestEvent],
    ['http-api-v1', buildHttpApiV1Event],
  ] as const)('rebuilds the query of %s from its decoded values', (source, build) => {
    const event = build({ path: '/?a=1&a=2&b=x%20y%2Bz&c=%26%3D%23&d=' });
    expect(read(event, source)).toBe('a=1&a=2&b=x%20y%2Bz&c=%26%3D%23&d=');
  });

  it('uses the single values where there are no others', () => {
    const single = {
      queryStringParameters: { a: '1', b: null, c: 2 },
      multiValueQueryStringParameters: null,
    };
    expect(read(single, 'rest')).toBe('a=1&b=&c=');
  });

  it.each([
    ['single', false, 'q=%3Fa+b%2Bc&x=2'],
    ['multi', true, 'q=%3Fa+b%2Bc&x=1&x=2'],
  ])('puts the undecoded query of a load balancer together in %s-value mode', (_, multiValue, expected) => {
    expect(read(buildAlbEvent({ path: '/?q=%3Fa+b%2Bc&x=1&x=2', multiValue }), 'alb')).toBe(expected);
  });

  it.each([
    ['a value', { q: '100%' }],
    ['a name', { '%zz': '1' }],
    ['bytes that are not UTF-8', { q: '%FF' }],
  ])('rejects a malformed escape in %s from a load balancer', (_, queryStringParameters) => {
    expect(() => read({ queryStringParameters }, 'alb')).toThrow(
      expect.objectContaining({
        reason: 'query-malformed',
        problem: expect.objectContaining({ status: 400, detail: 'The query string is malformed.' }),
      }),
    );
  });

  it.each(['a=100%', '%zz=1', 'a=%FF', 'a=%C0%AF', 'a=1&b=%e2%82'])(
    'rejects the malformed escape in %s from payload 2.0',
    (rawQueryString) => {
      for (const source of ['http-api', 'function-url'] as const) {
        expect(() => read({ rawQueryString }, source)).toThrow(
          expect.objectContaining({ reason: 'query-malformed' }),
        );
      }
    },
  );

  it.each([
    ['http-api', { rawQueryString: 'a=\uD800' }],
    ['rest', { queryStringParameters: { a: '\uD800' } }],
  ] as const)('rejects text that is not Unicode from %s', (source, event) => {
    expect(() => read(event, source)).toThrow('The query string is malformed.');
  });

  it.each(['http-api', 'function-url', 'rest', 'http-api-v1', 'alb'] as const)(
    'is empty where %s sends none',
    (source) => {
      for (const none of [
        {},
        { rawQueryString: '', queryStringParameters: null, multiValueQueryStringParameters: null },
        { queryStringParameters: {} },
        { queryStringParameters: ['a'] },
      ]) {
        expect(read(none, source)).toBe('');
      }
    },
  );
});
