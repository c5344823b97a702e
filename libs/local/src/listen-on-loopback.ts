import { once } from 'node:events';
import type { RequestListener, Server, ServerOptions } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotStart } from '@lambda-nest/toolkit/deployment';

export type LoopbackServer = {
  port: number;
  /** `127.0.0.1` always, `::1` where the machine has IPv6: browsers try both for `localhost`. */
  addresses: string[];
  /** Ends listening and drops open connections. */
  close(): Promise<void>;
};

/** Who listens on a port, for the sentence when it is taken. */
export type PortUse = {
  /** What will listen: `local gateway`. */
  what: string;
  /** Variable that moves the port: `PORT`. */
  variable: string;
};

type ListenOptions = PortUse & {
  /** 0 takes any free port, the same one on both addresses. */
  port: number;
  server?: ServerOptions;
  /** Called with each server before it listens. */
  prepare?: (server: Server) => void;
};

/**
 * Serves HTTP on the loopback addresses only.
 *
 * Throws {@link CannotStart} when the port is taken on either address.
 */
export async function listenOnLoopback(
  listener: RequestListener,
  options: ListenOptions,
): Promise<LoopbackServer> {
  const first = await listen('127.0.0.1', options.port, listener, options);
  const { port } = first.address() as AddressInfo;
  const servers = [first];
  try {
    servers.push(await listen('::1', port, listener, options));
  } catch (error) {
    if (isTaken(error) && options.port !== 0) {
      await close(servers);
      throw taken(options);
    }
  }
  return { port, addresses: servers.map(addressOf), close: () => close(servers) };
}

async function listen(
  host: string,
  port: number,
  listener: RequestListener,
  options: ListenOptions,
): Promise<Server> {
  const server = createServer(options.server ?? {}, listener);
  options.prepare?.(server);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (isTaken(error) && host === '127.0.0.1') throw taken(options);
    throw error;
  }
  return server;
}

async function close(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      return closed;
    }),
  );
}

function addressOf(server: Server): string {
  return (server.address() as AddressInfo).address;
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

function taken({ port, what, variable }: ListenOptions): CannotStart {
  return new CannotStart(
    `The ${what} cannot start: port ${port} is taken by another program. ` +
      `Stop it, or choose another port with ${variable}=${port + 1}.`,
  );
}
