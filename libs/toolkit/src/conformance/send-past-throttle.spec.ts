import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendPastThrottle } from './send-past-throttle.ts';

const PAUSES_MS = [0, 0, 0];
let server: Server;
let asked: number;
afterEach(() => void server.close());

/** Replies with each of these in turn, and with the last one from then on. */
async function serve(...replies: readonly [number, string][]): Promise<string> {
  asked = 0;
  server = createServer((_, response) => {
    const [status, body] = replies[Math.min(asked, replies.length - 1)] ?? [500, ''];
    asked += 1;
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const BUSY: [number, string] = [429, '{"message":"Too Many Requests"}'];

describe('sendPastThrottle', () => {
  it('asks again when the gateway lets nothing more through', async () => {
    const base = await serve(BUSY, BUSY, [200, 'ok']);
    expect(await sendPastThrottle({ base, path: '/' }, PAUSES_MS)).toMatchObject({ status: 200, text: 'ok' });
    expect(asked).toBe(3);
  });

  it('gives up with the last reply when that does not end', async () => {
    const base = await serve(BUSY);
    expect(await sendPastThrottle({ base, path: '/' }, PAUSES_MS)).toMatchObject({ status: 429 });
    expect(asked).toBe(4);
  });

  it.each<[number, string]>([
    [429, '{"code":"429000"}'],
    [503, '{"message":"Service Unavailable"}'],
  ])('takes %i %s for what it is', async (status, body) => {
    const base = await serve([status, body]);
    expect(await sendPastThrottle({ base, path: '/' }, PAUSES_MS)).toMatchObject({ status, text: body });
    expect(asked).toBe(1);
  });
});
