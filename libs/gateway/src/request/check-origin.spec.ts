import { describe, expect, it } from '@jest/globals';
import { checkOrigin } from './check-origin.ts';
import type { Headers } from './read-headers.ts';

const ONE = 'a'.repeat(32);
const TWO = 'b'.repeat(32);

function check(sent: string | undefined, secrets?: readonly string[]): Headers {
  const headers: Headers = { accept: '*/*', ...(sent !== undefined && { 'x-origin-secret': sent }) };
  checkOrigin(headers, secrets);
  return headers;
}

describe('checkOrigin', () => {
  it.each([[ONE], [TWO]])('accepts %s of two secrets, and removes it', (sent) => {
    expect(check(sent, [ONE, TWO])).toEqual({ accept: '*/*' });
  });

  it.each([
    ['nothing', undefined],
    ['an empty value', ''],
    ['another value of the same length', 'c'.repeat(32)],
    ['the beginning of it', ONE.slice(1)],
    ['more than it', `${ONE}a`],
    ['the header twice', `${ONE}, ${ONE}`],
    ['characters of several bytes', 'é'.repeat(16)],
  ])('rejects %s with 403, and says no reason', (_what, sent) => {
    const problem = { status: 403, code: '403000', detail: 'Requests from this source are not accepted.' };
    const rejected = expect.objectContaining({
      reason: 'origin-secret',
      problem: expect.objectContaining(problem) as unknown,
    });
    expect(() => check(sent, [ONE])).toThrow(rejected as unknown as Error);
  });

  it('accepts every request where there is no secret, and leaves the header alone', () => {
    expect(check('anything')).toEqual({ accept: '*/*', 'x-origin-secret': 'anything' });
    expect(check(undefined, [])).toEqual({ accept: '*/*' });
  });
});
