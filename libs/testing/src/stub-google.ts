import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type GoogleRequest = Readonly<{
  method: string;
  /** Path without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}>;

export type GoogleResponse = {
  status?: number;
  /** JSON unless it is text already. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds before the response. */
  delay?: number;
  hang?: boolean;
  reset?: boolean;
};

/** One response to everything, or a response to each request. */
export type GoogleScript = GoogleResponse | ((request: GoogleRequest) => GoogleResponse);

export type StubGoogle = Readonly<{
  /** `127.0.0.1:<port>`: what `FIREBASE_AUTH_EMULATOR_HOST` would say. */
  host: string;
  requests: GoogleRequest[];
  /** Replaces what is answered from now on, whatever is asked, or to what is asked. */
  replyWith(next: GoogleScript): void;
  close(): Promise<void>;
}>;

/** Identity Toolkit and Secure Token on a free loopback port, with the paths of the emulator, saying what it is told. */
export async function startGoogle(first: GoogleScript = {}): Promise<StubGoogle> {
  let script = first;
  const requests: GoogleRequest[] = [];
  const server = createServer(async (request, response) => {
    const asked = await read(request);
    requests.push(asked);
    const reply = typeof script === 'function' ? script(asked) : script;
    const { status = 200, body = {}, headers, delay = 0, hang, reset } = reply;
    if (reset) return request.socket.destroy();
    if (hang) return;
    await new Promise((resolve) => setTimeout(resolve, delay));
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    replyWith: (next) => void (script = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Google's shape of an error. */
export function googleError(
  message: string,
  status = 400,
  more: Record<string, unknown> = {},
): GoogleResponse {
  return {
    status,
    body: { error: { code: status, message, errors: [{ message, domain: 'global' }], ...more } },
  };
}

async function read(request: IncomingMessage): Promise<GoogleRequest> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  return { method: request.method ?? '', path, query, headers: request.headers, body: await text(request) };
}
