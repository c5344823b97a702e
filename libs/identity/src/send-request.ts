import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';

export type OutboundRequest = Readonly<{
  /** https, or http to a loopback host: the caller has seen to that. */
  url: URL;
  method: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Milliseconds for the whole exchange, a second attempt included. */
  timeout: number;
  /** Longest body that is read, in bytes. */
  maxBytes: number;
}>;

export type InboundResponse = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string }>;

/**
 * No complete response was had. Message, cause and stack hold neither the address nor anything that was sent: the query
 * may contain an API key, the body a password.
 */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly reason: 'connection' | 'time_out' | 'too_large';
  /** The system's name of the failure, e.g. `ECONNREFUSED`; for the log. */
  readonly detail: string | undefined;

  constructor(reason: RequestFailed['reason'], error?: unknown) {
    super(`An outbound request failed: ${reason}.`);
    this.reason = reason;
    const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
    this.detail = /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : undefined;
  }
}

/**
 * Sends one request, and a second one if the connection failed. Redirects are not followed.
 *
 * The node modules are looked up at each call: importing `node:http` as ECMAScript, like calling `fetch`, loads an HTTP
 * client of its own at start.
 */
export async function sendRequest(request: OutboundRequest): Promise<InboundResponse> {
  const deadline = Date.now() + request.timeout;
  try {
    return await attempt(request, request.timeout);
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.reason !== 'connection') throw error;
    return attempt(request, Math.max(1, deadline - Date.now()));
  }
}

type Settle = (outcome: InboundResponse | RequestFailed) => void;

function attempt(outbound: OutboundRequest, timeout: number): Promise<InboundResponse> {
  return new Promise((resolve, reject) => {
    let request: ClientRequest | undefined;
    const settle: Settle = (outcome) => {
      clearTimeout(timer);
      if (!(outcome instanceof RequestFailed)) return resolve(outcome);
      reject(outcome);
      request?.destroy();
    };
    const timer = setTimeout(settle, timeout, new RequestFailed('time_out'));
    try {
      request = open(outbound, settle);
    } catch (error) {
      settle(new RequestFailed('connection', error));
    }
  });
}

function open({ url, method, headers, body, maxBytes }: OutboundRequest, settle: Settle): ClientRequest {
  const { request: send } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  // A connection of its own: one kept open over a pause of the sandbox is dead when it is used again.
  const options = { method, headers: { ...headers }, agent: false };
  const request = send(url, options, (response) => collect(response, maxBytes, settle));
  request.on('error', (error) => settle(new RequestFailed('connection', error)));
  request.end(body);
  return request;
}

function collect(response: IncomingMessage, maxBytes: number, settle: Settle): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) settle(new RequestFailed('too_large'));
    else chunks.push(chunk);
  });
  response.on('error', (error) => settle(new RequestFailed('connection', error)));
  response.on('end', () => {
    const { statusCode: status = 0, headers } = response;
    settle({ status, headers, text: Buffer.concat(chunks).toString() });
  });
}
