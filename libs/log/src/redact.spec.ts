import { describe, expect, it } from '@jest/globals';
import { redact, REDACTED } from './redact.ts';

describe('redact', () => {
  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'password',
    'access_token',
    'refreshToken',
    'idToken',
    'key',
    'apiKey',
    'api_key',
    'x-api-key',
    'x-goog-api-key',
    'client_secret',
    'private_key',
    'jwt',
  ])('hides the member %s at any depth', (name) => {
    expect(redact({ a: [{ [name]: 'CANARY' }] })).toEqual({ a: [{ [name]: REDACTED }] });
  });

  it.each([
    ['Bearer CANARY.x.y rest', `Bearer ${REDACTED} rest`],
    ['authorization: Basic Q0FOQVJZ', `authorization: Basic ${REDACTED}`],
    ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.sig_CANARY-1 was bad', `token ${REDACTED} was bad`],
    ['GET https://x/y?key=CANARY&a=1', `GET https://x/y?key=${REDACTED}&a=1`],
    ['/v1/x?a=1&access_token=CANARY#f', `/v1/x?a=1&access_token=${REDACTED}#f`],
    ['/v1/x?password=CANARY "next"', `/v1/x?password=${REDACTED} "next"`],
  ])('hides secrets inside text: %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('keeps what an error says, its cause and our own members, without secrets', () => {
    const cause = Object.assign(new Error('fetch https://x?key=CANARY failed'), {
      config: { url: 'CANARY' },
    });
    const error = Object.assign(new Error('no answer', { cause }), {
      code: 'E1',
      reason: 'time_out',
      status: 503,
    });
    const copy = redact({ error }) as { error: Record<string, unknown> };
    expect(copy.error).toMatchObject({
      name: 'Error',
      message: 'no answer',
      code: 'E1',
      reason: 'time_out',
      status: 503,
      cause: { message: `fetch https://x?key=${REDACTED} failed` },
    });
    expect(JSON.stringify(copy)).not.toContain('CANARY');
  });

  it('cuts what is deep, long or binary, and survives a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(JSON.stringify(redact(cycle))).toContain('[deep]');
    expect(redact('x'.repeat(10_000))).toHaveLength(8_193);
    expect(redact({ body: Buffer.alloc(5) })).toEqual({ body: '[5 bytes]' });
    expect(redact(Array.from({ length: 500 }, () => 1))).toHaveLength(100);
  });

  it('makes anything fit for JSON', () => {
    expect(redact([1n, Symbol('s'), null, undefined, true])).toEqual([
      '1',
      'Symbol(s)',
      null,
      undefined,
      true,
    ]);
  });
});
