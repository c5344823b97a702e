import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Express, Request, Response } from 'express';
import onFinished from 'on-finished';
import { buildContext, buildHttpApiEvent } from '@lambda-nest/testing';
import { FAILED, LATE, mountApp } from '../../test/mount-app.ts';

function hang(app: Express): void {
  app.get('/', () => undefined);
}

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

describe('dispatch, the connection', () => {
  it('tells on-finished when the request and the response are done', async () => {
    const done: string[] = [];
    const { call } = mountApp((app) =>
      app.get('/', (request, response) => {
        onFinished(request, () => done.push('request'));
        onFinished(response, () => done.push('response'));
        response.send('ok');
      }),
    );
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 200, body: 'ok' });
    expect(done.sort()).toEqual(['request', 'response']);
  });

  it.each([
    ['the response', (_: Request, response: Response) => void response.destroy()],
    ['the request', (request: Request) => void request.destroy()],
    ['the socket', (request: Request) => void request.socket.destroy()],
    [
      'a response half written',
      (_: Request, response: Response) => void (response.write('half'), response.destroy()),
    ],
  ])('answers 500 when the application destroys %s', async (_, route) => {
    const { call, records } = mountApp((app) => app.get('/', route));
    expect(await call(buildHttpApiEvent())).toMatchObject({ statusCode: 500, body: FAILED });
    expect(records).toMatchObject([
      {
        message: 'no response from the application',
        error: { name: 'ResponseAborted', message: 'The response was destroyed.' },
      },
    ]);
  });

  it('emits finish, then close, on the response', async () => {
    const events: string[] = [];
    const { call } = mountApp((app) =>
      app.get('/', (_, response) => {
        for (const name of ['close', 'finish']) response.on(name, () => events.push(name));
        response.end();
      }),
    );
    await call(buildHttpApiEvent());
    expect(events).toEqual(['finish', 'close']);
  });

  it('accepts what middleware sets on a socket', async () => {
    const { call } = mountApp((app) =>
      app.get('/', (request, response) => {
        request.setTimeout(10, () => undefined);
        response.setTimeout(10);
        request.socket.setKeepAlive(true).setNoDelay(true);
        response.json(request.socket.address());
      }),
    );
    expect((await call(buildHttpApiEvent())).body).toBe('{"port":443}');
  });
});

describe('dispatch, the time limit', () => {
  it('answers 503 before the function would time out', async () => {
    const { call, records } = mountApp(hang, { timeoutMarginMs: 500, headers: { 'x-test': '1' } });
    const context = buildContext({ remainingMs: 1_000 });
    expect(await call(buildHttpApiEvent(), context)).toEqual({
      statusCode: 503,
      headers: { 'x-test': '1', 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: LATE,
      isBase64Encoded: false,
    });
    expect(context.getRemainingTimeInMillis()).toBeGreaterThan(100);
    expect(context.getRemainingTimeInMillis()).toBeLessThan(550);
    expect(records).toMatchObject([
      {
        message: 'no response from the application',
        error: { name: 'RequestTimedOut', message: 'The time limit passed.' },
      },
    ]);
  });

  it('keeps a quarter of the time when less than four margins are left', async () => {
    const context = buildContext({ remainingMs: 200 });
    expect(await mountApp(hang).call(buildHttpApiEvent(), context)).toMatchObject({ statusCode: 503 });
    expect(context.getRemainingTimeInMillis()).toBeGreaterThan(10);
    expect(context.getRemainingTimeInMillis()).toBeLessThan(100);
  });

  it('drops what comes later, and tells the application that the client is gone', async () => {
    const late: string[] = [];
    const { call } = mountApp((app) =>
      app.get('/', async (request, response) => {
        response.once('close', () => late.push('closed'));
        request.once('close', () => late.push('request closed'));
        await sleep(100);
        response.send('late');
        late.push('sent');
      }),
    );
    expect(await call(buildHttpApiEvent(), buildContext({ remainingMs: 40 }))).toMatchObject({
      statusCode: 503,
    });
    await new Promise(setImmediate);
    expect(late).toEqual(['closed', 'request closed']);
    await sleep(120);
    expect(late).toEqual(['closed', 'request closed', 'sent']);
  });

  it('drops half a response', async () => {
    const { call } = mountApp((app) => app.get('/', (_, response) => void response.write('half')));
    const result = await call(buildHttpApiEvent(), buildContext({ remainingMs: 40 }));
    expect(result).toMatchObject({ statusCode: 503, body: LATE });
  });

  it('leaves no timer behind', async () => {
    const { call } = mountApp((app) => app.get('/', (_, response) => void response.end()));
    const before = countTimers();
    await call(buildHttpApiEvent(), buildContext({ remainingMs: 3_000 }));
    expect(countTimers()).toBeLessThanOrEqual(before);
  });

  it('has none when the context names no deadline', async () => {
    const { call } = mountApp((app) =>
      app.get('/', async (_, response) => {
        await sleep(20);
        response.send('ok');
      }),
    );
    expect(await call(buildHttpApiEvent(), {} as never)).toMatchObject({ statusCode: 200, body: 'ok' });
  });
});
