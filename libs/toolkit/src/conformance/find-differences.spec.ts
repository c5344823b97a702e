import { describe, expect, it } from '@jest/globals';
import type { ExpectedRejection } from './expected-response.ts';
import { findDifferences, type ReceivedResponse } from './find-differences.ts';

const ROUTE = { method: 'GET', path: '/v1/orders' };
const ITEM = { method: 'GET', path: '/v1/orders/{id}' };

const response = (status: number, text = '{}', headers: Record<string, string> = {}): ReceivedResponse => ({
  status,
  text,
  headers,
});

describe('findDifferences', () => {
  it.each([
    [200, ROUTE, '{}'],
    [302, ROUTE, ''],
    [400, ROUTE, '{"status":400}'],
    [404, ITEM, '{"status":404}'],
  ])('takes %i of %o for the handler', (status, route, text) => {
    expect(findDifferences('reached', response(status, text), route)).toEqual([]);
  });

  it('takes the 429 of a guard for the handler, which replies with a problem', () => {
    const limited = response(429, '{"status":429}', { 'content-type': 'application/problem+json' });
    expect(findDifferences('reached', limited, ROUTE)).toEqual([]);
  });

  it.each([
    [401, ITEM, '{}'],
    [403, ITEM, '{}'],
    [404, ROUTE, '{}'],
    [429, ROUTE, '{}'],
    [503, ROUTE, '{}'],
    [404, ITEM, '{"message":"Not Found"}'],
    [400, ROUTE, '{"message":"Bad Request"}'],
  ])('does not take %i of %o for the handler when the body is %3$s', (status, route, text) => {
    expect(findDifferences('reached', response(status, text), route)).toEqual([
      `expected the route's handler to answer, got ${status} ${text}`,
    ]);
  });

  it('tells what to do about a handler that fails for want of input', () => {
    expect(findDifferences('reached', response(500), ROUTE)).toEqual([
      "expected the route's handler to answer, got 500 {} A failure does not tell who was let in. The request brings no body and " +
        'no file: a handler that needs one has a DTO or a pipe ask for it, such as ParseFilePipe, and the reply is a 400.',
    ]);
  });

  const rejection: ExpectedRejection = {
    by: 'gateway',
    status: 401,
    challenge: /^Bearer\b/,
    body: { message: 'Unauthorized' },
  };
  const right = { 'content-type': 'application/json', 'www-authenticate': 'Bearer' };

  it('finds none in the very answer', () => {
    expect(findDifferences(rejection, response(401, '{"message":"Unauthorized"}', right), ROUTE)).toEqual([]);
  });

  it('names each', () => {
    expect(findDifferences(rejection, response(200, 'hello'), ROUTE)).toEqual([
      'expected the status 401, got 200',
      'expected the challenge /^Bearer\\b/, got null',
      'expected the content type "application/json", got undefined',
      'expected the body {"message":"Unauthorized"}, got "hello"',
    ]);
  });

  it('finds a challenge that should not be there', () => {
    const role: ExpectedRejection = { by: 'application', status: 403, challenge: null, body: {} };
    const headers = {
      'content-type': 'application/problem+json; charset=utf-8',
      'www-authenticate': 'Bearer',
    };
    expect(findDifferences(role, response(403, '{}', headers), ROUTE)).toEqual([
      'expected the challenge null, got "Bearer"',
    ]);
  });

  it('expects no body of HEAD', () => {
    expect(findDifferences(rejection, response(401, '', right), { ...ROUTE, method: 'HEAD' })).toEqual([]);
  });

  it('takes any challenge where none is known', () => {
    const { challenge: _, ...unknown } = rejection;
    const headers = { 'content-type': 'application/json' };
    expect(findDifferences(unknown, response(401, '{"message":"Unauthorized"}', headers), ROUTE)).toEqual([]);
  });
});
