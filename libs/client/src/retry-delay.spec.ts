import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiError, networkError, timeoutError, type ApiErrorFields } from './api-error.ts';
import { isIssuerOutage, retryDelay } from './retry-delay.ts';

const OUTAGE =
  'Bearer scope="" error="invalid_token" error_description="OIDC discovery endpoint communication error"';

function failure(status: number, fields: Partial<ApiErrorFields> = {}): ApiError {
  return new ApiError({ kind: 'gateway', status, code: '', title: '', detail: '', ...fields });
}

let random: ReturnType<typeof jest.spyOn>;
beforeEach(() => {
  random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  random.mockRestore();
});

describe('retryDelay', () => {
  it.each([
    ['429', failure(429)],
    ['503', failure(503)],
    ['503 of the application', failure(503, { kind: 'problem' })],
    ['a connection that failed', networkError(new TypeError('fetch failed'))],
    ['an authorizer that cannot reach the issuer', failure(401, { wwwAuthenticate: OUTAGE })],
  ])('repeats after %s', (_, error) => {
    expect(retryDelay(error, 'GET', 0)).toBe(100);
  });

  it.each([
    ['400', failure(400)],
    ['401', failure(401, { wwwAuthenticate: 'Bearer error="invalid_token"' })],
    ['403', failure(403)],
    ['408', failure(408)],
    ['500', failure(500)],
    ['502', failure(502)],
    ['504', failure(504)],
    ['no answer in time', timeoutError(1000)],
  ])('does not repeat after %s', (_, error) => {
    expect(retryDelay(error, 'GET', 0)).toBeUndefined();
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('repeats %s', (method) => {
    expect(retryDelay(failure(503), method, 0)).toBe(100);
  });

  it.each(['POST', 'PATCH'])('never repeats %s', (method) => {
    expect(retryDelay(failure(503), method, 0)).toBeUndefined();
  });

  it.each([
    [0, 200],
    [1, 400],
    [2, 800],
    [4, 3_200],
    [5, 5_000],
    [9, 5_000],
  ])('after %i repetitions waits up to %i ms, at random', (attempt, most) => {
    const delays = [0, 0.25, 1].map((chance) => {
      random.mockReturnValue(chance);
      return retryDelay(failure(503), 'GET', attempt);
    });
    expect(delays).toEqual([0, most / 4, most]);
  });

  it('waits on top of what the response asks for', () => {
    expect(retryDelay(failure(429, { retryAfter: 3 }), 'GET', 0)).toBe(3_100);
  });
});

describe('isIssuerOutage', () => {
  it.each([
    ['discovery', failure(401, { wwwAuthenticate: OUTAGE }), true],
    ['keys', failure(401, { wwwAuthenticate: 'Bearer error_description="JWKS communication error"' }), true],
    ['a bad token', failure(401, { wwwAuthenticate: 'Bearer error="invalid_token"' }), false],
    ['no challenge', failure(401), false],
    ['another status', failure(403, { wwwAuthenticate: OUTAGE }), false],
    ['the application', failure(401, { kind: 'problem', wwwAuthenticate: OUTAGE }), false],
  ])('tells for %s', (_, error, expected) => {
    expect(isIssuerOutage(error)).toBe(expected);
  });
});
