import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Received = Readonly<{
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}>;

/** What the server does with a request; an object is answered as JSON. */
export type Reaction =
  | Readonly<{ status?: number; headers?: Record<string, string>; body?: string | object }>
  | ((response: ServerResponse) => void);

export type StubServer = Readonly<{
  /** Where the API would be: `http://127.0.0.1:<port>/v1`. */
  url: string;
  /** Every request so far, the oldest first. */
  received: Received[];
  /** What to do with the requests to come, one each; the last stays. */
  react(...reactions: Reaction[]): void;
  close(): Promise<void>;
}>;

/** Starts a server that says what it is told to, whatever it is asked. */
export async function startStubServer(): Promise<StubServer> {
  const received: Received[] = [];
  let reactions: Reaction[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    received.push({ method, path: url, headers, body: await text(request) });
    respond(response, (reactions.length > 1 ? reactions.shift() : reactions[0]) ?? {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    react: (...next) => {
      reactions = next;
      received.length = 0;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function respond(response: ServerResponse, reaction: Reaction): void {
  if (typeof reaction === 'function') return reaction(response);
  const { status = 200, headers = {}, body = {} } = reaction;
  const isText = typeof body === 'string';
  response.writeHead(status, isText ? headers : { 'content-type': 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

/** An error of the application. */
export function problem(
  status: number,
  members: object = {},
  headers: Record<string, string> = {},
): Reaction {
  const body = {
    type: 'about:blank',
    title: 'Title',
    status,
    detail: 'Detail.',
    code: `${status}000`,
    ...members,
  };
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body };
}

/** An error of API Gateway. */
export function gateway(status: number, message: string, headers: Record<string, string> = {}): Reaction {
  return { status, headers, body: { message } };
}
