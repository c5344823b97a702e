import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { buildAlbEvent, buildContext, buildHttpApiEvent, buildRestEvent } from '@lambda-nest/testing';
import { mountApp } from '../../test/mount-app.ts';

function respond(route: (response: Response) => unknown) {
  return mountApp((app) => app.use((_: Request, response: Response) => void route(response))).call;
}

describe('dispatch, the response', () => {
  it.each([
    ['setHeader', (response: Response) => response.setHeader('Transfer-Encoding', 'chunked').end('body')],
    [
      'writeHead',
      (response: Response) => response.writeHead(200, { 'Transfer-Encoding': 'chunked' }).end('body'),
    ],
    [
      'a flat list',
      (response: Response) => response.writeHead(200, ['Transfer-Encoding', 'chunked']).end('body'),
    ],
  ])('sends no chunks when %s asks for them', async (_, route) => {
    const result = await respond(route)(buildHttpApiEvent());
    expect(result).toMatchObject({ statusCode: 200, body: 'body' });
    expect(result.headers['transfer-encoding']).toBeUndefined();
  });

  it.each([
    ['an object', (response: Response) => response.writeHead(201, 'Made', { 'x-a': '1', 'X-B': ['2', '3'] })],
    ['a flat list', (response: Response) => response.writeHead(201, ['x-a', '1', 'X-B', '2', 'X-B', '3'])],
    [
      'pairs',
      (response: Response) =>
        response.writeHead(201, [
          ['x-a', '1'],
          ['X-B', '2'],
          ['X-B', '3'],
        ] as never),
    ],
  ])('keeps headers that writeHead takes as %s', async (_, route) => {
    const call = respond((response) => {
      response.setHeader('x-b', 'old');
      route(response).end();
    });
    const result = await call(buildHttpApiEvent());
    expect(result).toMatchObject({ statusCode: 201, headers: { 'x-a': '1', 'x-b': '2, 3' } });
  });

  it('keeps text in another encoding than UTF-8 as bytes', async () => {
    const call = respond((response) => response.type('text/plain; charset=latin1').end('é', 'latin1'));
    expect(await call(buildHttpApiEvent())).toMatchObject({ body: '6Q==', isBase64Encoded: true });
  });

  it.each([
    ['early hints', (response: Response) => response.writeEarlyHints({ link: '</a.css>; rel=preload' })],
    ['a processing notice', (response: Response) => response.writeProcessing()],
  ])('leaves out %s', async (_, hint) => {
    const call = respond((response) => {
      hint(response);
      response.send('body');
    });
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 200, body: 'body' });
  });

  it.each([
    ['HEAD', 200, { method: 'HEAD' }],
    ['204', 204, {}],
    ['304', 304, {}],
  ])('has no body for %s', async (_, status, sketch) => {
    const call = respond((response) => response.status(status).send('body'));
    expect(await call(buildHttpApiEvent(sketch))).toMatchObject({
      statusCode: status,
      body: '',
      isBase64Encoded: false,
    });
  });

  it.each(['Connection', 'Keep-Alive', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade'])(
    'leaves out %s, which describes one connection',
    async (name) => {
      const call = respond((response) => response.setHeader(name, 'x').setHeader('x-kept', '1').end('body'));
      expect(await call(buildHttpApiEvent())).toEqual({
        statusCode: 200,
        headers: { 'x-powered-by': 'Express', 'x-kept': '1' },
        body: 'body',
        isBase64Encoded: false,
      });
    },
  );

  it.each([
    ['writeHead', (response: Response) => response.writeHead(201, 'Made')],
    ['statusMessage', (response: Response) => Object.assign(response.status(201), { statusMessage: 'Made' })],
  ])('passes the reason phrase of %s on to a load balancer, and takes it for no header', async (_, route) => {
    const call = respond((response) => route(response).end());
    expect(await call(buildAlbEvent())).toEqual({
      statusCode: 201,
      statusDescription: '201 Made',
      headers: { 'x-powered-by': 'Express' },
      body: '',
      isBase64Encoded: false,
    });
  });

  it('leaves out a header that writeHead is given without a value', async () => {
    const call = respond((response) => response.writeHead(200, { 'x-a': undefined, 'x-b': '2' }).end());
    const { statusCode, headers } = await call(buildHttpApiEvent());
    expect({ statusCode, headers }).toEqual({
      statusCode: 200,
      headers: { 'x-powered-by': 'Express', 'x-b': '2' },
    });
  });

  it('rejects a second head as Node does', async () => {
    const call = respond((response) => {
      response.writeHead(200).write('sent: ');
      try {
        response.writeHead(500);
      } catch (error) {
        response.end((error as Error).message);
      }
    });
    expect(await call(buildHttpApiEvent())).toMatchObject({
      statusCode: 200,
      body: 'sent: Cannot write headers after they are sent to the client',
    });
  });

  it('never asks a writer to wait', async () => {
    const chunks = Array.from({ length: 20 }, () => Buffer.alloc(50_000, 'x'));
    const call = respond((response) => pipeline(Readable.from(chunks), response.type('text')));
    expect((await call(buildHttpApiEvent(), buildContext({ remainingMs: 2_000 }))).body).toHaveLength(
      1_000_000,
    );
  });

  it('collects a response written in pieces', async () => {
    const call = respond((response) => {
      response.type('text');
      for (let index = 0; index < 5; index++) response.write('x'.repeat(20_000));
      response.end();
    });
    expect((await call(buildHttpApiEvent())).body).toHaveLength(100_000);
  });

  it('gives every cookie to each source', async () => {
    const call = respond((response) => response.cookie('a', '1').cookie('b', '2').end());
    expect((await call(buildHttpApiEvent())).cookies).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect(await call(buildRestEvent())).toMatchObject({
      multiValueHeaders: { 'set-cookie': ['a=1; Path=/', 'b=2; Path=/'] },
    });
    expect(await call(buildAlbEvent())).toMatchObject({
      statusDescription: '200 OK',
      headers: { 'set-cookie': 'a=1; Path=/', 'Set-cookie': 'b=2; Path=/' },
    });
  });

  it('rejects a header that would split the response', async () => {
    const { call } = mountApp((app) =>
      app.get('/', (request, response) => void response.setHeader('x-test', String(request.query.v)).end()),
    );
    const result = await call(buildHttpApiEvent({ path: '/?v=a%0d%0aset-cookie:%20evil=1' }));
    expect(result.statusCode).toBe(500);
    expect(result.cookies).toBeUndefined();
  });
});
