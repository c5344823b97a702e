import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One invocation as the runtime client is handed it. */
export type Delivery = {
  requestId: string;
  payload: string;
  deadlineMs: number;
  functionArn: string;
  traceId: string;
  /** JSON, as the caller sent it. */
  clientContext?: string;
};

export type RuntimeApi = {
  /** `127.0.0.1:<port>`, the value of AWS_LAMBDA_RUNTIME_API. */
  host: string;
  /** Hands out an invocation, at once or when the runtime asks for its next one. */
  deliver(delivery: Delivery): void;
  close(): void;
};

export type RuntimeEvents = {
  /** The runtime asks for an invocation: INIT is over, or the one before. */
  waiting(): void;
  /** INIT failed. */
  initError(body: string): void;
  response(requestId: string, body: Buffer): void;
  error(requestId: string, body: string): void;
};

const PREFIX = '/2018-06-01/runtime/';
const OUTCOME = /^invocation\/([^/]+)\/(response|error)$/;

/**
 * The HTTP server that the runtime client of one environment talks to.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(events: RuntimeEvents): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  let undelivered: Delivery | undefined;
  const handOut = (): void => {
    if (!waiting || !undelivered) return;
    waiting.writeHead(200, headersOf(undelivered)).end(undelivered.payload);
    [waiting, undelivered] = [undefined, undefined];
  };
  const server = createServer((request, response) => {
    void serve(request, response);
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(PREFIX, '');
    if (request.method === 'GET' && path === 'invocation/next') {
      waiting = response;
      events.waiting();
      return handOut();
    }
    const body = await buffer(request);
    const [, requestId, outcome] = OUTCOME.exec(path) ?? [];
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    if (path === 'init/error') return events.initError(body.toString('utf8'));
    if (requestId === undefined) return undefined;
    if (outcome === 'response') return events.response(requestId, body);
    return events.error(requestId, body.toString('utf8'));
  };
  // A runtime waits for its next invocation as long as it takes.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliver(delivery) {
      undelivered = delivery;
      handOut();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function headersOf({
  requestId,
  deadlineMs,
  functionArn,
  traceId,
  clientContext,
}: Delivery): Record<string, string> {
  return {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': requestId,
    'lambda-runtime-deadline-ms': String(deadlineMs),
    'lambda-runtime-invoked-function-arn': functionArn,
    'lambda-runtime-trace-id': traceId,
    ...(clientContext !== undefined && { 'lambda-runtime-client-context': clientContext }),
  };
}
