import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { startShop, type Shop } from './start-shop.ts';

type Cable = Readonly<{
  url: string;
  /** Connections through it that are open. */
  open: () => number;
  /** Ends all of them, as a server does that restarts. */
  cut: () => void;
  /** Lets nothing through those that are open, and tells neither side: a network that has forgotten them. */
  forget: () => void;
  close: () => void;
}>;

/** Starts a cable to the database at a URL, which specs can cut. */
async function startCable(url: string): Promise<Cable> {
  const { hostname, port } = new URL(url);
  const clients = new Map<Socket, Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    clients.set(client, upstream);
    client.pipe(upstream).pipe(client);
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => client.destroy());
    // What is cut ends with an error on either side.
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    for (const client of clients.keys()) client.destroy();
  };
  return {
    url: through.href,
    open: () => clients.size,
    cut,
    forget: () => {
      for (const [client, upstream] of clients) {
        client.unpipe(upstream);
        upstream.unpipe(client);
      }
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

let cable: Cable;
let shop: Shop;
let product: string;
beforeAll(async () => {
  cable = await startCable(process.env['DATABASE_URL'] ?? '');
  shop = await startShop({ DATABASE_URL: cable.url });
  const body = { sku: 'CABLE-1', name: 'Cable', category: 'tools', priceCents: 999, stock: 1 };
  const added = await shop.send('POST', '/v1/products', { groups: ['ADMINS'], body });
  product = String(added.json()['id']);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => cable.close());

/** What no other spec changes meanwhile. */
const read = () => shop.send('GET', `/v1/products/${product}`);

/** Lets the clock of the sandbox be minutes later, as it is when it was frozen. */
function thawLater(): void {
  const later = Date.now() + 300_000;
  jest.spyOn(Date, 'now').mockImplementation(() => later);
}

describe('the connection of a sandbox', () => {
  it('is one, however many requests overlap', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, read));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(cable.open()).toBe(1);
  });

  it.each(['cut', 'forget'] as const)('is another when the old one was lost in a freeze: %s', async (how) => {
    await read();
    cable[how]();
    thawLater();
    expect((await read()).status).toBe(200);
    jest.restoreAllMocks();
    expect((await read()).status).toBe(200);
  });

  it('fails what was under way when the server restarts, and nothing after it', async () => {
    const before = (await read()).text;
    const seen: Awaited<ReturnType<typeof read>>[] = [];
    // Twenty callers of ten requests each: no more wait for the connection than it serves in time on a busy machine.
    const call = async (): Promise<void> => {
      for (let number = 0; number < 10; number += 1) {
        seen.push(await read());
        if (seen.length === 60) cable.cut();
      }
    };
    await Promise.all(Array.from({ length: 20 }, call));
    expect(seen).toHaveLength(200);
    const failed = seen.filter(({ status }) => status !== 200);
    expect(failed.map(({ status }) => status)).toEqual(failed.map(() => 500));
    expect(failed.length).toBeLessThanOrEqual(1);
    for (const reply of seen) if (!failed.includes(reply)) expect(reply.text).toBe(before);
    const after = await Promise.all(Array.from({ length: 20 }, read));
    expect(after.map(({ status, text }) => [status, text])).toEqual(after.map(() => [200, before]));
    expect(cable.open()).toBe(1);
  });

  it('leaves what was sent out of the log when a statement fails', async () => {
    shop.api.output.length = 0;
    // PostgreSQL takes no NUL.
    expect((await shop.send('GET', '/v1/orders', { as: 'Secret\u0000' })).status).toBe(500);
    expect(shop.api.output.join('')).toContain('A statement failed: ');
    expect(shop.api.output.join('')).not.toContain('Secret');
  });

  it('ends with the application', async () => {
    await shop.close();
    while (cable.open() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});
