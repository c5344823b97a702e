import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the key-set server says until told otherwise. */
export type KeySetResponse = {
  /** Members of `{"keys": […]}`. */
  keys?: readonly unknown[];
  /** Replaces the whole body. */
  body?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Milliseconds before the response. */
  delay?: number;
  /** Accept the request and never answer it. */
  hang?: boolean;
  /** Close the connection without a response. */
  reset?: boolean;
};

export type KeySetServer = Readonly<{
  /** `http://127.0.0.1:<port>/keys` */
  uri: string;
  port: number;
  /** Method, path and headers of every request so far. */
  requests: { method: string; path: string; headers: IncomingMessage['headers'] }[];
  /** Replaces what is answered from now on: each once, in this order, and the last one ever after. */
  replyWith(...next: [KeySetResponse, ...KeySetResponse[]]): void;
  close(): Promise<void>;
}>;

/** An issuer's key set on a free loopback port, with every way it can misbehave. */
export async function startKeySetServer(first: KeySetResponse = {}, port = 0): Promise<KeySetServer> {
  let replies = [first];
  const requests: KeySetServer['requests'] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, headers });
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? {};
    if (reply.reset) request.socket.destroy();
    else if (!reply.hang) setTimeout(give, reply.delay ?? 0, response, reply);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    uri: `http://127.0.0.1:${bound}/keys`,
    port: bound,
    requests,
    replyWith: (...next) => void (replies = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(response: ServerResponse, { keys = [], body, status = 200, headers }: KeySetResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body ?? JSON.stringify({ keys }));
}
