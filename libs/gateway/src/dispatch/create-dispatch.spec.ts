import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { getCurrentInvoke } from '@codegenie/serverless-express';
import express, { type Request, type Response } from 'express';
import { captureLog, buildContext, buildHttpApiEvent } from '@lambda-nest/testing';
import { FAILED, mountApp, NOT_FOUND } from '../../test/mount-app.ts';
import { createHandler } from '../create-handler.ts';

// Jest fails the test that a stray rejection falls into; it needs a moment to.
afterEach(() => sleep(5));

describe('dispatch', () => {
  it('goes through serverless-express', async () => {
    const { call } = mountApp((app) => app.get('/', (_, response) => void response.send('ok')));
    const event = buildHttpApiEvent();
    await call(event);
    expect((getCurrentInvoke as () => { event?: unknown })().event).toBe(event);
  });

  it('gives the application method, URL, headers and TLS', async () => {
    const { call } = mountApp((app) =>
      app.use((request: Request, response: Response) => {
        const { method, url, protocol, secure, headers } = request;
        response.json({ method, url, protocol, secure, accept: headers.accept, query: request.query });
      }),
    );
    const event = buildHttpApiEvent({
      method: 'DELETE',
      path: '/a%20b/c?d=1&d=2',
      headers: { Accept: 'text/csv' },
    });
    expect(JSON.parse((await call(event)).body)).toEqual({
      method: 'DELETE',
      url: '/a%20b/c?d=1&d=2',
      protocol: 'https',
      secure: true,
      accept: 'text/csv',
      query: { d: ['1', '2'] },
    });
  });
});

describe('dispatch, the request as a stream', () => {
  const body = { a: 'é'.repeat(10) };

  it('leaves the body unread and unparsed for middleware', async () => {
    const { call } = mountApp((app) =>
      app.post('/', (request, response) => {
        response.json({ body: typeof request.body, complete: request.readableEnded });
      }),
    );
    const result = await call(
      buildHttpApiEvent({ method: 'POST', body: 'text', headers: { 'content-type': 'text/plain' } }),
    );
    expect(JSON.parse(result.body)).toEqual({ body: 'undefined', complete: false });
  });

  it.each([
    ['at once', 0],
    ['after something was awaited', 10],
  ])('lets a body parser read %s', async (_, ms) => {
    const { call } = mountApp((app) => {
      app.use(async (_request, _response, next) => {
        if (ms > 0) await sleep(ms);
        next();
      });
      app.use(express.json());
      app.post('/', (request, response) => void response.json(request.body as unknown));
    });
    expect((await call(buildHttpApiEvent({ method: 'POST', body }))).body).toBe(JSON.stringify(body));
  });

  it('keeps the limits of a body parser', async () => {
    const { call, records } = mountApp((app) => {
      app.use(express.text({ limit: 10, type: () => true }));
      app.post('/', (_, response) => void response.send('reached'));
    });
    const result = await call(buildHttpApiEvent({ method: 'POST', body: 'x'.repeat(11) }));
    expect(result).toMatchObject({
      statusCode: 413,
      body: expect.stringContaining('"code":"413000"'),
    });
    expect(records).toEqual([]);
  });

  it('hands over bytes as they were sent', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    const { call } = mountApp((app) =>
      app.post('/', async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        response.json({ isSame: Buffer.concat(chunks).equals(bytes) });
      }),
    );
    expect((await call(buildHttpApiEvent({ method: 'POST', body: bytes }))).body).toBe('{"isSame":true}');
  });

  it('inflates a compressed body when the parser does', async () => {
    const { call } = mountApp((app) => {
      app.use(express.json());
      app.post('/', (request, response) => void response.json(request.body as unknown));
    });
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const event = buildHttpApiEvent({ method: 'POST', headers });
    const gzipped = {
      ...event,
      body: gzipSync(JSON.stringify(body)).toString('base64'),
      isBase64Encoded: true,
    };
    expect((await call(gzipped)).body).toBe(JSON.stringify(body));
  });

  it('pipes', async () => {
    const { call } = mountApp((app) =>
      app.post('/', (request, response) => void pipeline(request, response)),
    );
    const result = await call(buildHttpApiEvent({ method: 'POST', body: 'x'.repeat(200_000) }));
    expect(Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8')).toHaveLength(200_000);
  });
});

describe('dispatch, when nothing answers', () => {
  it('answers 404 as problem+json where Express would send a page', async () => {
    const { call } = mountApp(() => {});
    expect(await call(buildHttpApiEvent({ path: '/none?access_token=secret' }))).toEqual({
      statusCode: 404,
      headers: expect.objectContaining({
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      }),
      body: NOT_FOUND,
      isBase64Encoded: false,
    });
  });

  it.each([null, 'route', 'router'])(
    'answers 404 when the last middleware passes on with %j',
    async (word) => {
      const { call, records } = mountApp((app) => app.use((_request, _response, next) => next(word)));
      expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 404, body: NOT_FOUND });
      expect(records).toEqual([]);
    },
  );

  it('answers 500 without a word of an error that reached the end', async () => {
    const { call, records } = mountApp((app) =>
      app.get('/', (_, response) => {
        response.setHeader('content-encoding', 'gzip');
        throw new Error('CANARY');
      }),
    );
    const result = await call(buildHttpApiEvent());
    expect(result).toMatchObject({ statusCode: 500, body: FAILED });
    expect(result.headers['content-encoding']).toBeUndefined();
    expect(records).toMatchObject([
      { level: 'error', message: 'request failed', status: 500, error: { message: 'CANARY' } },
    ]);
  });

  it.each([
    ['a rejected route', () => Promise.reject(new Error('CANARY'))],
    [
      'a thrown string',
      () => {
        throw 'CANARY';
      },
    ],
    [
      'a thrown object with a status',
      () => {
        throw { statusCode: 200, message: 'CANARY' };
      },
    ],
  ])('answers 500 to %s', async (_, route) => {
    const { call } = mountApp((app) => app.get('/', route));
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 500, body: FAILED });
  });

  it('answers 500 when an error comes after half a response', async () => {
    const { call } = mountApp((app) =>
      app.get('/', async (_, response) => {
        response.write('half');
        await sleep(1);
        throw new Error('CANARY');
      }),
    );
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 500, body: FAILED });
  });

  it('answers 500 and closes the connection when the application itself throws', async () => {
    const { log } = captureLog();
    let left: IncomingMessage | undefined;
    const handler = createHandler(
      (request) => {
        left = request;
        throw new Error('CANARY');
      },
      { log },
    );
    expect(await handler(buildHttpApiEvent(), buildContext())).toMatchObject({
      statusCode: 500,
      body: FAILED,
    });
    expect(left).toMatchObject({ destroyed: true, socket: { destroyed: true } });
  });

  it.each([199, 600, 999])('answers 500 to %i, which is no final status', async (status) => {
    const { call, records } = mountApp((app) =>
      app.get('/', (_, response) => void response.writeHead(status).end('x')),
    );
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 500, body: FAILED });
    expect(records).toMatchObject([{ message: 'no final status', status }]);
  });

  it.each([200, 599])('passes %i on', async (status) => {
    const { call } = mountApp((app) =>
      app.get('/', (_, response) => void response.writeHead(status).end('x')),
    );
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: status, body: 'x' });
  });
});
