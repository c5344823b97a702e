import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { RequestFailed, sendRequest } from './send-request.ts';

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
});

/** Serves on a free port; gives the options of a GET to it. */
async function serve(listener: RequestListener) {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/`), method: 'GET', timeout: 1_000, maxBytes: 10 } as const;
}

describe('sendRequest', () => {
  it('puts together what comes in pieces, in the middle of a character too', async () => {
    const request = await serve((_, response) => {
      response.write(Buffer.from([0xc3]));
      setTimeout(() => response.end(Buffer.from([0xa4, 0x62])), 10);
    });

    await expect(sendRequest(request)).resolves.toMatchObject({ status: 200, text: 'äb' });
  });

  it.each([
    [10, 'resolves'],
    [11, 'rejects'],
  ] as const)('reads ten bytes of %d: %s', async (size, outcome) => {
    const request = await serve((_, response) => response.end('x'.repeat(size)));

    if (outcome === 'resolves')
      await expect(sendRequest(request)).resolves.toMatchObject({ text: 'x'.repeat(10) });
    else await expect(sendRequest(request)).rejects.toMatchObject({ reason: 'too_large' });
  });

  it('is sent again when the response breaks off', async () => {
    let asked = 0;
    const request = await serve((_, response) => {
      if (++asked === 2) response.end('ok');
      else response.writeHead(200, { 'content-length': 9 }).write('half', () => response.destroy());
    });

    await expect(sendRequest(request)).resolves.toMatchObject({ text: 'ok' });
    expect(asked).toBe(2);
  });

  it('is sent once when there is a response, whatever it says', async () => {
    let asked = 0;
    const request = await serve((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });

    await expect(sendRequest(request)).resolves.toMatchObject({
      status: 302,
      headers: { location: '/elsewhere' },
    });
    expect(asked).toBe(1);
  });

  it('has one time-out for both attempts', async () => {
    const request = await serve((incoming) => {
      setTimeout(() => incoming.socket.destroy(), 600);
    });
    const started = Date.now();

    await expect(sendRequest({ ...request, timeout: 800 })).rejects.toMatchObject({ reason: 'time_out' });
    expect(Date.now() - started).toBeLessThan(1_300);
  });

  it('gives a response up that drips', async () => {
    const request = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });

    await expect(sendRequest({ ...request, timeout: 100, maxBytes: 1_000 })).rejects.toMatchObject({
      reason: 'time_out',
      message: 'An outbound request failed: time_out.',
      detail: undefined,
    });
  });

  it('leaves no timer behind, which would keep a process alive', async () => {
    const request = await serve((_, response) => response.end('ok'));
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setInterval'] });
    try {
      await sendRequest(request);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('names a failed connection by the code of the system', async () => {
    const request = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));

    await expect(sendRequest(request)).rejects.toMatchObject({
      reason: 'connection',
      detail: 'ECONNREFUSED',
    });
  });
});

describe('RequestFailed', () => {
  it.each<[string, unknown, string | undefined]>([
    ['the code of the system', Object.assign(new Error('CANARY'), { code: 'ECONNRESET' }), 'ECONNRESET'],
    ['nothing of an error without a code', new Error('CANARY'), undefined],
    ['nothing of a code that is prose', { code: 'GET https://x/?key=CANARY' }, undefined],
    ['nothing of text', 'CANARY', undefined],
    ['nothing of null', null, undefined],
    ['nothing of nothing', undefined, undefined],
  ])('keeps %s', (_, error, detail) => {
    const failure = new RequestFailed('connection', error);

    expect(failure).toMatchObject({ name: 'RequestFailed', reason: 'connection', detail });
    expect(String(failure)).toBe('RequestFailed: An outbound request failed: connection.');
  });
});
