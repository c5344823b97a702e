import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export type Sent = {
  method?: string;
  /** The request target, byte by byte: nothing normalizes it. */
  path: string;
  /** Name, value, name, value …, in the casing they are to be sent with. */
  headers?: readonly string[];
  body?: string | Buffer;
};

export type Received = {
  status: number;
  /** Names in the casing they were received with. */
  headers: [name: string, value: string][];
  body: string;
};

/** Sends a request as it is written, and keeps the response as it came. */
export async function sendRequest(port: number, sent: Sent): Promise<Received> {
  const { method = 'GET', path, headers = [], body } = sent;
  const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
  const host = headers.some((name) => name.toLowerCase() === 'host') ? [] : ['Host', 'abcde.localhost'];
  const message = request({
    host: '127.0.0.1',
    port,
    method,
    path,
    agent: false,
    setHost: false,
    headers: [...host, ...headers, ...length],
  });
  message.end(body);
  const [response] = (await once(message, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    headers: pairs(response.rawHeaders),
    body: await text(response),
  };
}

/** The value of a header, by its name in any casing. */
export function headerOf({ headers }: Received, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}

function pairs(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [
    flat[index * 2] ?? '',
    flat[index * 2 + 1] ?? '',
  ]);
}
