import { describe, expect, it } from '@jest/globals';
import { buildAlbEvent, buildHttpApiEvent, buildRestEvent } from '@lambda-nest/testing';
import { mountApp } from '../../test/mount-app.ts';
import { findExcess } from './find-excess.ts';

const MEBIBYTE = 1024 * 1024;

/** A result of exactly that many bytes of JSON. */
function resultOf(bytes: number): { body: string } {
  return { body: 'x'.repeat(bytes - JSON.stringify({ body: '' }).length) };
}

describe('findExcess', () => {
  it.each([
    ['http-api', 6 * MEBIBYTE],
    ['rest', 6 * MEBIBYTE],
    ['function-url', 6 * MEBIBYTE],
    ['alb', MEBIBYTE],
  ] as const)('counts the bytes of JSON that %s passes on', (source, limit) => {
    const [most, more] = [resultOf(limit), resultOf(limit + 1)];
    expect(findExcess(source, most.body.length, most)).toBeUndefined();
    expect(findExcess(source, more.body.length, more)).toEqual({ bytes: limit + 1, limit });
  });

  it('counts what JSON makes of characters', () => {
    const result = { body: '\u0000'.repeat(1_100_000) };
    expect(findExcess('http-api', result.body.length, result)).toMatchObject({ limit: 6 * MEBIBYTE });
    expect(findExcess('http-api', 4_000_000, { body: 'é'.repeat(2_000_000) })).toBeUndefined();
  });

  it('does not measure what fits by far', () => {
    const unmeasurable = { toJSON: () => expect(true).toBe(false) };
    expect(findExcess('http-api', 1_000_000, unmeasurable)).toBeUndefined();
    expect(findExcess('alb', 160_000, unmeasurable)).toBeUndefined();
  });
});

describe('a response that is too large', () => {
  it.each([
    ['http-api', buildHttpApiEvent, 7 * MEBIBYTE],
    ['rest', buildRestEvent, 7 * MEBIBYTE],
    ['alb', buildAlbEvent, 2 * MEBIBYTE],
  ] as const)('becomes a problem, and the log has both statuses: %s', async (source, build, size) => {
    const { call, records } = mountApp(
      (app) => app.get('/', (_, response) => void response.send('x'.repeat(size))),
      { eventSources: [source] },
    );
    const result = await call(build({ path: '/' }));
    expect(result.statusCode).toBe(500);
    expect(JSON.parse(result.body)).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'The response is too large to be sent. Ask for less at once.',
      code: '500001',
    });
    expect(records).toEqual([
      {
        level: 'error',
        message: 'response too large',
        status: 200,
        bytes: expect.any(Number),
        limit: expect.any(Number),
      },
    ]);
  });

  it('is one that was base64 only then', async () => {
    const { call } = mountApp((app) =>
      app.get('/', (_, response) => void response.type('image/png').send(Buffer.alloc(5 * MEBIBYTE))),
    );
    expect((await call(buildHttpApiEvent({ path: '/' }))).statusCode).toBe(500);
  });
});
