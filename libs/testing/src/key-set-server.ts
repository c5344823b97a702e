import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the key-set server says until told otherwise. */
export type KeySetAnswer = {
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
  answer(...next: [KeySetAnswer, ...KeySetAnswer[]]): void;
  close(): Promise<void>;
}>;

/** An issuer's key set on a free loopback port, with every way it can misbehave. */
export async function startKeySetServer(first: KeySetAnswer = {}, port = 0): Promise<KeySetServer> {
  let answers = [first];
  const requests: KeySetServer['requests'] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, headers });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
    if (answer.reset) request.socket.destroy();
    else if (!answer.hang) setTimeout(give, answer.delay ?? 0, response, answer);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    uri: `http://127.0.0.1:${bound}/keys`,
    port: bound,
    requests,
    answer: (...next) => void (answers = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(response: ServerResponse, { keys = [], body, status = 200, headers }: KeySetAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body ?? JSON.stringify({ keys }));
}
