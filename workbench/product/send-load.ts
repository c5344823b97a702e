import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

export type LoadResponse = { status: number; body: string };

export type Load = {
  port: number;
  /** How many connections send at once, each a request after the other. */
  connections: number;
  /** The request of a connection, as it goes over the wire. */
  requestOf: (connection: number) => string;
  /** Told of every response. */
  onResponse: (connection: number, response: LoadResponse) => void;
  durationMs: number;
};

/**
 * Keeps connections busy for a time and gives the number of responses.
 *
 * On bare sockets: a full HTTP client costs as much as the gateway it measures.
 */
export async function sendLoad(load: Load): Promise<number> {
  const until = performance.now() + load.durationMs;
  const counts = await Promise.all(
    Array.from({ length: load.connections }, (_, connection) => keepBusy(load, connection, until)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function keepBusy(load: Load, connection: number, until: number): Promise<number> {
  const socket = connect(load.port, '127.0.0.1');
  await once(socket, 'connect');
  const request = load.requestOf(connection);
  let count = 0;
  await new Promise<void>((resolve, reject) => {
    readResponses(socket, (response) => {
      count += 1;
      load.onResponse(connection, response);
      if (performance.now() < until) socket.write(request);
      else resolve();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed')));
    socket.write(request);
  });
  socket.destroy();
  return count;
}

/** Reads responses that all name their length. */
function readResponses(socket: Socket, receive: (response: LoadResponse) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const end = pending.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = pending.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (pending.length < end + 4 + length) return;
    const body = pending.toString('utf8', end + 4, end + 4 + length);
    pending = pending.subarray(end + 4 + length);
    receive({ status: Number(head.slice(9, 12)), body });
  });
}
