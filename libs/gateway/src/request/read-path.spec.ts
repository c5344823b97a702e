import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import type { EventSource } from '../event/detect-source.ts';
import { readPath } from './read-path.ts';

function read(event: object, source: EventSource, basePath?: string): string {
  return readPath(event as Record<string, unknown>, source, basePath);
}

/** As the gateway hands it over: the same text twice. */
function httpApi(...[rawPath, httpPath = rawPath]: [rawPath: unknown, httpPath?: unknown]) {
  const event = buildHttpApiEvent();
  return { ...event, rawPath, requestContext: { ...event.requestContext, http: { path: httpPath } } };
}

describe('readPath of an HTTP API', () => {
  it.each([
    ['/v1/manage/hc', '/v1/manage/hc'],
    ['/', '/'],
    ['/v1/', '/v1/'],
    ['/john doe', '/john%20doe'],
    ['/zoë/☕', '/zo%C3%AB/%E2%98%95'],
    ['/😀', '/%F0%9F%98%80'],
    ['/items/100%', '/items/100%25'],
    ['/a/50%25', '/a/50%2525'],
    ['/%2e%2e%2fadmin', '/%252e%252e%252fadmin'],
    ['/a?b#c', '/a%3Fb%23c'],
    ['/a;b=1,c', '/a;b=1,c'],
    ["/orders:batch/~!$&'()*+@", "/orders:batch/~!$&'()*+@"],
    ['/"<>^`{|}[]', '/%22%3C%3E%5E%60%7B%7C%7D%5B%5D'],
  ])('encodes %s to %s', (path, expected) => {
    expect(read(httpApi(path), 'http-api')).toBe(expected);
  });

  it('gives back, decoded once, what the gateway decoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const path = `/${text}`;
        let encoded: string;
        try {
          encoded = read(httpApi(path), 'http-api');
        } catch {
          return;
        }
        expect(decodeURIComponent(encoded)).toBe(path);
      }),
    );
  });

  it.each([
    '/a//b',
    '//a',
    '/a/../b',
    '/.',
    '/a\\b',
    '/a\n',
    '/a ',
    '/ a/b',
    '/\u0085',
    'a',
    '',
    'http://a/b',
  ])('rejects %j', (path) => {
    expect(() => read(httpApi(path), 'http-api')).toThrow('The path is not in canonical form.');
  });

  it.each([undefined, null, 1, ['/a'], {}])('rejects the path %j', (path) => {
    expect(() => read(httpApi(path), 'http-api')).toThrow(
      expect.objectContaining({ reason: 'path-no-leading-slash' }),
    );
  });

  it('rejects a lone surrogate', () => {
    expect(() => read(httpApi('/\uD800'), 'http-api')).toThrow(
      expect.objectContaining({ reason: 'path-not-text', message: 'The path is not in canonical form.' }),
    );
  });

  it.each([
    ['the encoded twin of http.path', '/john%20doe', '/john doe', '/john%20doe'],
    ['beside another http.path', '/john doe', '/', '/john%20doe'],
    ['no text that escapes make, beside another http.path', '/100%', '/', '/100%25'],
    ['no text that escapes make, without http.path', '/100%', null, '/100%25'],
  ])('takes a rawPath that is %s', (_, rawPath, httpPath, expected) => {
    expect(read(httpApi(rawPath, httpPath), 'http-api')).toBe(expected);
  });

  it('reads neither requestPath nor pathParameters', () => {
    const event = { ...httpApi('/health'), requestPath: '/admin', pathParameters: { proxy: 'admin' } };
    expect(read(event, 'http-api')).toBe('/health');
  });
});

describe('readPath of sources that send it encoded', () => {
  const sources: [EventSource, (path: string) => object][] = [
    ['function-url', (path) => ({ ...buildFunctionUrlEvent(), rawPath: path })],
    ['rest', (path) => ({ ...buildRestEvent(), path })],
    ['http-api-v1', (path) => ({ ...buildHttpApiV1Event(), path })],
    ['alb', (path) => ({ ...buildAlbEvent(), path })],
  ];

  it.each(sources)('keeps it as it is for %s', (source, event) => {
    for (const path of ['/john%20doe', '/a+b%2Bc', '/100%25', '/api/users/']) {
      expect(read(event(path), source)).toBe(path);
    }
  });

  it.each(sources)('rejects what is not canonical for %s', (source, event) => {
    for (const path of [
      '',
      '/a%2Fb',
      '/a%5cb',
      '/%FF',
      '/%',
      '/a%00',
      '/a%20',
      '/%2e%2e/b',
      '//a',
      '/a b',
      '/a?b',
    ]) {
      expect(() => read(event(path), source)).toThrow('The path is not in canonical form.');
    }
  });

  it('keeps the prefix and the trailing slash that a greedy parameter loses', () => {
    const event = buildRestEvent({ path: '/api/users/', resource: '/api/{proxy+}' });
    expect(event.pathParameters).toEqual({ proxy: 'users' });
    expect(read(event, 'rest')).toBe('/api/users/');
  });

  it.each(['rest', 'http-api-v1', 'alb'] as const)(
    'takes no rawPath, which is no member of theirs, for %s',
    (source) => {
      expect(read({ ...buildRestEvent(), path: '/health', rawPath: '/admin' }, source)).toBe('/health');
    },
  );

  it('takes no path, which is no member of its own, for function-url', () => {
    expect(read({ ...buildFunctionUrlEvent({ path: '/health' }), path: '/admin' }, 'function-url')).toBe(
      '/health',
    );
    expect(() =>
      read({ ...buildFunctionUrlEvent(), rawPath: undefined, path: '/admin' }, 'function-url'),
    ).toThrow(expect.objectContaining({ reason: 'path-no-leading-slash' }));
  });

  it('ignores what the event says of a base path', () => {
    const event = buildRestEvent({ path: '/health', basePath: 'v1', resource: '/health' });
    const claimed = { ...event.requestContext, customDomain: { basePathMatched: 'v1' } };
    expect(read({ ...event, requestContext: claimed }, 'rest')).toBe('/v1/health');
  });
});

function through(domainName: unknown, event: { requestContext: object }) {
  return { ...event, requestContext: { ...event.requestContext, domainName } };
}

describe('readPath, the key of a custom-domain mapping', () => {
  it.each([
    ['rest', 'orders', '/orders/v1/x', '/v1/x'],
    ['rest', 'orders', '/orders', '/'],
    ['rest', 'orders', '/orders/', '/'],
    ['rest', 'orders', '/ordersx/v1', '/ordersx/v1'],
    ['rest', 'orders', '/v1/orders', '/v1/orders'],
    ['rest', 'orders', '/orders/orders', '/orders'],
    ['rest', 'shop/orders', '/shop/orders/v1', '/v1'],
    ['http-api-v1', 'orders', '/orders/prod/v1', '/prod/v1'],
  ] as const)('is removed for %s with the key %s from %s', (source, basePath, path, expected) => {
    const event = through('api.example.com', { ...buildRestEvent(), path } as never);
    expect(read(event, source, basePath)).toBe(expected);
  });

  it.each([
    ['execute-api', 'rest', 'abc123.execute-api.eu-west-1.amazonaws.com'],
    ['execute-api in China', 'rest', 'abc123.execute-api.cn-north-1.amazonaws.com.cn'],
    ['nothing known', 'rest', undefined],
    ['a load balancer', 'alb', 'api.example.com'],
  ] as const)('stays when the request came through %s', (_, source, domainName) => {
    const event = through(domainName, { ...buildRestEvent(), path: '/orders/v1' } as never);
    expect(read(event, source, 'orders')).toBe('/orders/v1');
  });

  it('is removed when the domain only begins like execute-api', () => {
    const domainName = 'abc123.execute-api.eu-west-1.amazonaws.com.example.com';
    const event = through(domainName, { ...buildRestEvent(), path: '/orders/v1' } as never);
    expect(read(event, 'rest', 'orders')).toBe('/v1');
  });

  it('stays on an HTTP API, whose events never carry it', () => {
    expect(read(through('api.example.com', httpApi('/orders/v1')), 'http-api', 'orders')).toBe('/orders/v1');
  });
});
