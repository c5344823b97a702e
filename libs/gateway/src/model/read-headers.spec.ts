import { describe, expect, it } from '@jest/globals';
import { readHeaders } from './read-headers.ts';

describe('readHeaders', () => {
  it('writes names in lower case and joins a repeated one with a comma alone', () => {
    const { headers } = readHeaders(['X-Multi', 'first', 'x-mULTI', 'second', 'Accept', 'text/html, */*']);
    expect([...headers]).toEqual([
      ['x-multi', 'first,second'],
      ['accept', 'text/html, */*'],
    ]);
  });

  it('takes cookies out of the headers, one entry a pair', () => {
    expect(readHeaders(['Cookie', 'a=1; b=2;c=x=y', 'cookie', 'd=4'])).toEqual({
      headers: new Map(),
      cookies: ['a=1', 'b=2', 'c=x=y', 'd=4'],
    });
  });

  it('joins two Authorization headers, which no authorizer accepts', () => {
    const { headers } = readHeaders(['Authorization', 'Bearer a', 'authorization', 'Bearer b']);
    expect(headers.get('authorization')).toBe('Bearer a,Bearer b');
  });

  it.each([
    'Connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'Proxy-Authorization',
  ])('leaves %s out', (name) => {
    expect(readHeaders([name, 'x']).headers.size).toBe(0);
  });

  it('keeps upgrade-insecure-requests, which is no hop-by-hop header', () => {
    expect(readHeaders(['Upgrade-Insecure-Requests', '1']).headers.get('upgrade-insecure-requests')).toBe(
      '1',
    );
  });
});
