import { describe, expect, it } from '@jest/globals';
import {
  buildAlbEvent,
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
  wireClaims,
} from './build-event.ts';

describe('buildHttpApiEvent', () => {
  it('decodes the path and puts a named stage before it', () => {
    const event = buildHttpApiEvent({ path: '/users/john%20doe?a=%20b&a=c', stage: 'prod' });
    expect(event.rawPath).toBe('/prod/users/john doe');
    expect(event.requestContext.http.path).toBe('/prod/users/john doe');
    expect(event.rawQueryString).toBe('a=%20b&a=c');
  });

  it('takes cookies out of the headers and joins repeated headers without a space', () => {
    const event = buildHttpApiEvent({ headers: { Cookie: 'a=1; b=2', 'X-Many': ['first', 'second'] } });
    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers).toEqual({
      host: 'abc123.execute-api.eu-west-1.amazonaws.com',
      'x-many': 'first,second',
    });
  });

  it('leaves empty members out', () => {
    expect(Object.keys(buildHttpApiEvent())).toEqual([
      'version',
      'routeKey',
      'rawPath',
      'rawQueryString',
      'headers',
      'requestContext',
      'isBase64Encoded',
    ]);
  });

  it.each([
    ['an object', { a: 1 }, undefined, '{"a":1}', false],
    ['plain text', 'é', 'text/plain; charset=utf-8', 'é', false],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 'YT0x', true],
    ['bytes without a type', Uint8Array.of(1, 2), undefined, 'AQI=', true],
  ])('sends %s as the gateway does', (_, body, type, text, isBase64Encoded) => {
    const event = buildHttpApiEvent({ body, headers: type ? { 'content-type': type } : {} });
    expect(event).toMatchObject({ body: text, isBase64Encoded });
  });

  it('renders claims as the JWT authorizer does', () => {
    const event = buildHttpApiEvent({ claims: { sub: 'u', groups: ['A', 'B'] } });
    expect(event.requestContext.authorizer).toEqual({
      jwt: { claims: { sub: 'u', groups: '[A B]' }, scopes: null },
    });
  });
});

describe('buildFunctionUrlEvent', () => {
  it('keeps the path encoded beside its decoded twin, and cookies in both places', () => {
    const event = buildFunctionUrlEvent({ path: '/a%20b', headers: { cookie: 'a=1' } });
    expect(event.rawPath).toBe('/a%20b');
    expect(event.requestContext.http.path).toBe('/a b');
    expect([event.cookies, event.headers.cookie]).toEqual([['a=1'], 'a=1']);
    expect(event.requestContext.domainName).toBe('abc123.lambda-url.eu-west-1.on.aws');
  });
});

describe('buildRestEvent', () => {
  it('keeps the path encoded and the stage out of it', () => {
    const event = buildRestEvent({ path: '/a%20b/?q=%20' });
    expect(event).toMatchObject({ path: '/a%20b/', pathParameters: { proxy: 'a%20b' } });
    expect(event.requestContext.path).toBe('/prod/a%20b/');
    expect(event.multiValueQueryStringParameters).toEqual({ q: [' '] });
  });

  it('puts the key of a custom-domain mapping where AWS does', () => {
    const event = buildRestEvent({ path: '/health', basePath: 'v1', resource: '/health' });
    expect([event.path, event.requestContext.path, event.resource]).toEqual([
      '/v1/health',
      '/v1/health',
      '/health',
    ]);
  });
});

describe('buildHttpApiV1Event', () => {
  it('says version 1.0, keeps the path encoded and the stage in it', () => {
    const event = buildHttpApiV1Event({ path: '/a%20b', stage: 'prod' });
    expect(event).toMatchObject({ version: '1.0', path: '/prod/a%20b' });
    expect(event.requestContext.path).toBe('/prod/a b');
  });
});

describe('buildAlbEvent', () => {
  it('leaves the query undecoded and appends the client to x-forwarded-for', () => {
    const event = buildAlbEvent({ path: '/?q=%3Fa+b', headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect(event.queryStringParameters).toEqual({ q: '%3Fa+b' });
    expect(event.headers?.['x-forwarded-for']).toBe('10.0.0.1, 203.0.113.7');
  });

  it('carries arrays only in multi-value mode', () => {
    const event = buildAlbEvent({ path: '/?q=1&q=2', multiValue: true });
    expect(event.multiValueQueryStringParameters).toEqual({ q: ['1', '2'] });
    expect(event.headers).toBeUndefined();
  });
});

describe('wireClaims', () => {
  it.each([
    [['USERS', 'ADMINS'], '[USERS ADMINS]'],
    [
      { identities: { email: ['a@b.c'] }, sign_in_provider: 'password' },
      'map[identities:map[email:[a@b.c]] sign_in_provider:password]',
    ],
    [true, 'true'],
    [1635018939, '1635018939'],
    [[], '[]'],
  ])('renders %j as %s', (value, text) => {
    expect(wireClaims({ claim: value })).toEqual({ claim: text });
  });

  it('leaves out null', () => {
    expect(wireClaims({ claim: null })).toEqual({});
  });
});

describe('buildContext', () => {
  it('counts the remaining time down', () => {
    const remaining = buildContext({ remainingMs: 5_000 }).getRemainingTimeInMillis();
    expect(remaining).toBeGreaterThan(4_000);
    expect(remaining).toBeLessThanOrEqual(5_000);
  });
});
