import { afterEach, describe, expect, it } from '@jest/globals';
import { readConnection } from './client-options.ts';

const baseUrl = 'https://api.example.com/nest/v1';

describe('readConnection', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'location');
  });

  it('has a default for all but the address', () => {
    expect(readConnection({ baseUrl })).toEqual({
      baseUrl,
      timeoutMs: 30_000,
      retries: 2,
      fetch: expect.any(Function),
    });
  });

  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['http://localhost:3000/local/v1//', 'http://localhost:3000/local/v1'],
    ['https://api.example.com/v1?', 'https://api.example.com/v1'],
  ])('takes the address %s', (address, read) => {
    expect(readConnection({ baseUrl: address }).baseUrl).toBe(read);
  });

  it('takes an address relative to the page', () => {
    Object.assign(globalThis, { location: { href: 'https://example.com/nest/app/' } });
    expect(readConnection({ baseUrl: '../v1' }).baseUrl).toBe('https://example.com/nest/v1');
  });

  it.each([
    '',
    '/v1',
    'api.example.com/v1',
    'ftp://api.example.com/v1',
    'https://api.example.com/v1?key=SECRET',
    'https://api.example.com/v1#SECRET',
    'https://user:SECRET@api.example.com/v1',
    'https://:SECRET@api.example.com/v1',
  ])('rejects the address %j without repeating it', (address) => {
    expect(() => readConnection({ baseUrl: address })).toThrow(
      new TypeError(
        'baseUrl must be the http(s) address of the API, its version included, without credentials, query or ' +
          'fragment: https://api.example.com/nest/v1',
      ),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648])(
    'rejects a time of %d',
    (timeoutMs) => {
      expect(() => readConnection({ baseUrl, timeoutMs })).toThrow(
        new TypeError('timeoutMs must be milliseconds, more than 0 and at most 2147483647.'),
      );
    },
  );

  it.each([-1, 1.5, 11, Number.NaN])('rejects %d retries', (retries) => {
    expect(() => readConnection({ baseUrl, retries })).toThrow(
      new TypeError('retries must be a whole number from 0 to 10.'),
    );
  });
});
