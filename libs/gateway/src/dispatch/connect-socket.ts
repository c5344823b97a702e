import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestSocket } from './request-socket.ts';

type HeadArguments = [status: number, reasonOrHeaders?: unknown, headers?: unknown];

/** They describe one connection; the gateway's to the client is none of ours. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Gives request and response of serverless-express one connection. The request becomes a stream that was not read yet: it
 * loses the `body` it came with, an unparsed Buffer. (It is not deleted: V8 would look up every member of such a request.)
 */
export function connectSocket(
  request: IncomingMessage,
  response: ServerResponse,
  socket: RequestSocket,
): void {
  (request as { body?: unknown }).body = undefined;
  const connection = socket as unknown as Socket;
  request.socket = connection;
  response.assignSocket(connection);
  ownHead(response);
}

/**
 * Collects every header in the response itself, also those that `writeHead` would send past it, and keeps out the
 * hop-by-hop ones: with `transfer-encoding: chunked` Node would frame the body.
 */
function ownHead(response: ServerResponse): void {
  // Not assigned where it is written: V8 makes a function that is old from the start, and keeps what it refers to.
  const writeHead = (...[status, reasonOrHeaders, headers]: HeadArguments): ServerResponse => {
    const reason = typeof reasonOrHeaders === 'string' ? reasonOrHeaders : undefined;
    setHeaders(response, headers ?? (reason === undefined ? reasonOrHeaders : undefined));
    for (const name of HOP_BY_HOP) if (response.hasHeader(name)) response.removeHeader(name);
    // The prototype is Express's by now, whose chain ends at Node's own.
    const inherited = (Object.getPrototypeOf(response) as ServerResponse).writeHead;
    if (reason !== undefined) response.statusMessage = reason;
    return inherited.call(response, status);
  };
  response.writeHead = writeHead;
}

function setHeaders(response: ServerResponse, headers: unknown): void {
  if (!Array.isArray(headers)) {
    for (const [name, value] of Object.entries((headers ?? {}) as OutgoingHttpHeaders)) {
      if (value !== undefined) response.setHeader(name, value);
    }
    return;
  }
  const pairs = toPairs(headers as unknown[]);
  for (const [name] of pairs) response.removeHeader(name);
  for (const [name, value] of pairs) response.appendHeader(name, value);
}

/** Node takes `[name, value, …]` and `[[name, value], …]`. */
function toPairs(headers: unknown[]): [name: string, value: string][] {
  if (Array.isArray(headers[0])) return headers as [string, string][];
  const names = headers.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [String(name), headers[index * 2 + 1] as string]);
}
