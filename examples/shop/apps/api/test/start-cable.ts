import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Cable = Readonly<{
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
export async function startCable(url: string): Promise<Cable> {
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
