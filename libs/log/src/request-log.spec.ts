import { EventEmitter, once } from 'node:events';
import { request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type Request, type Response } from 'express';
import { createLog } from './create-log.ts';
import { nestLogger } from './nest-logger.ts';
import { requestLog } from './request-log.ts';

let server: Server | undefined;
const lines: Record<string, unknown>[] = [];
const log = createLog({ write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) });

async function start(): Promise<string> {
  const app = express();
  app.use(requestLog({ log, describe: () => ({ requestId: 'r' }) }));
  app.get('/orders/:id', (_request, response) => void response.status(202).end());
  app.get('/slow', (_request, response) => void setTimeout(() => response.end(), 30));
  app.get('/hang', () => {});
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  lines.length = 0;
  server?.closeAllConnections();
  await new Promise<unknown>((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

describe('requestLog', () => {
  it('writes the route template, status and duration, never the path', async () => {
    const url = await start();
    await fetch(`${url}/orders/CANARY?token=CANARY`);
    expect(lines).toEqual([
      expect.objectContaining({
        message: 'request',
        method: 'GET',
        route: '/orders/:id',
        status: 202,
        ms: expect.any(Number),
        requestId: 'r',
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('CANARY');
  });

  it('tells milliseconds, to a tenth', async () => {
    const url = await start();
    const started = performance.now();
    await fetch(`${url}/slow`);
    const { ms } = lines[0] as { ms: number };
    expect(ms).toBeGreaterThanOrEqual(25);
    expect(ms).toBeLessThanOrEqual(performance.now() - started + 1);
    expect(Math.round(ms * 10)).toBeCloseTo(ms * 10, 6);
  });

  it('writes no more than it knows where nothing describes a request', async () => {
    const app = express().use(requestLog({ log }), (_request, response) => void response.end());
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(Object.keys(lines[0] ?? {})).toEqual(['time', 'level', 'message', 'method', 'status', 'ms']);
  });

  it('writes as soon as the response is out, though the connection stays', async () => {
    const response = Object.assign(new EventEmitter(), { getHeader: () => undefined }) as unknown as Response;
    requestLog({ log })({ method: 'GET' } as Request, response, () => undefined);
    (response as unknown as EventEmitter).emit('finish');
    expect(lines).toHaveLength(1);
    (response as unknown as EventEmitter).emit('close');
    expect(lines).toHaveLength(1);
  });

  it('waits for the status that the caller is served with, where that is decided later', () => {
    const response = Object.assign(new EventEmitter(), {
      statusCode: 200,
      writableFinished: true,
      getHeader: () => '42',
    });
    const callbacks: ((status: number) => void)[] = [];
    const whenSent = (callback: (status: number) => void): boolean => callbacks.push(callback) > 0;
    requestLog({ log, whenSent })({ method: 'GET' } as Request, response as never, () => undefined);
    response.emit('finish');
    expect([lines.length, callbacks.length]).toEqual([0, 1]);
    callbacks[0]?.(500);
    expect(lines).toEqual([expect.objectContaining({ message: 'request', status: 500, bytes: 42 })]);
  });

  it('says how long a body is, where the application said so', async () => {
    const app = express().use(requestLog({ log }), (_request, response) => void response.send('four'));
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(lines).toMatchObject([{ bytes: 4 }]);
  });

  it('writes the status of the response where it is decided already', () => {
    const response = Object.assign(new EventEmitter(), {
      statusCode: 201,
      writableFinished: true,
      getHeader: () => undefined,
    });
    const middleware = requestLog({ log, whenSent: () => false });
    middleware({ method: 'GET' } as Request, response as never, () => undefined);
    response.emit('finish');
    expect(lines).toEqual([expect.objectContaining({ status: 201 })]);
  });

  it('adds what is made of the line and its request, with the status that the caller is served with', () => {
    const response = Object.assign(new EventEmitter(), {
      statusCode: 200,
      writableFinished: true,
      getHeader: () => undefined,
    });
    const whenSent = (callback: (status: number) => void): boolean => (callback(503), true);
    const embed = ({ status }: { status: number }) => ({ Errors: Number(status >= 500) });
    requestLog({ log, whenSent, embed })({ method: 'GET' } as Request, response as never, () => undefined);
    response.emit('finish');
    expect(lines).toEqual([expect.objectContaining({ status: 503, Errors: 1 })]);
  });

  it('writes no route when none matched', async () => {
    await fetch(`${await start()}/nothing/CANARY`);
    expect(lines[0]).toMatchObject({ status: 404 });
    expect(lines[0]).not.toHaveProperty('route');
  });

  it('says so when the client went away', async () => {
    const request = send(`${await start()}/hang`);
    request.on('error', () => {});
    request.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    request.destroy();
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(lines[0]).toMatchObject({ route: '/hang', aborted: true });
  });
});

describe('nestLogger', () => {
  it('turns what Nest reports into lines of ours, its chatter into debug', () => {
    const all: Record<string, unknown>[] = [];
    const logger = nestLogger(
      createLog({ level: 'debug', write: (line) => all.push(JSON.parse(line) as Record<string, unknown>) }),
    );
    logger.log('Mapped', 'RouterExplorer');
    logger.warn('careful');
    logger.debug?.('Resolved');
    logger.verbose?.('Resolved', { not: 'a class' });
    logger.fatal?.('dead', 'Main');
    logger.error(new Error('boom'), 'Injector');
    expect(all).toEqual([
      expect.objectContaining({ level: 'debug', message: 'Mapped', context: 'RouterExplorer' }),
      { time: expect.any(String), level: 'warn', message: 'careful' },
      { time: expect.any(String), level: 'debug', message: 'Resolved' },
      { time: expect.any(String), level: 'debug', message: 'Resolved' },
      { time: expect.any(String), level: 'error', message: 'dead', context: 'Main' },
      expect.objectContaining({
        level: 'error',
        message: 'boom',
        context: 'Injector',
        error: expect.objectContaining({ message: 'boom' }),
      }),
    ]);
  });
});
