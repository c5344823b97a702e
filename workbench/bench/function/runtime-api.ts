import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the function posted for one invocation, and when its last byte arrived (`performance.now()`). */
export type InvocationResponse = Readonly<{ body: string; at: number }>;

export type RuntimeApi = Readonly<{
  /** `host:port`, the form AWS_LAMBDA_RUNTIME_API has. */
  host: string;
  /** Queues an event; one asked for is handed out at once. Rejects with what the function reported instead. */
  invoke(event: unknown): Promise<InvocationResponse>;
  /** Rejects what is under way, for a function whose process ended. */
  abandon(reason: Error): void;
  close(): void;
}>;

type Invocation = {
  id: string;
  event: string;
  resolve(reply: InvocationResponse): void;
  reject(reason: Error): void;
};

const PREFIX = '/2018-06-01/runtime/';

/**
 * The HTTP server a Lambda runtime client talks to, for one function process on this machine.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  const queued: Invocation[] = [];
  const underWay = new Map<string, Invocation>();
  let waiting: ServerResponse | undefined;
  let count = 0;

  const handOut = (): void => {
    const invocation = waiting && queued.shift();
    if (!waiting || !invocation) return;
    underWay.set(invocation.id, invocation);
    waiting.writeHead(200, invocationHeaders(invocation.id)).end(invocation.event);
    waiting = undefined;
  };

  const abandon = (reason: Error): void => {
    for (const { reject } of [...queued.splice(0), ...underWay.values()]) reject(reason);
    underWay.clear();
  };

  const settle = (id: string, kind: string, body: string): boolean => {
    const invocation = underWay.get(id);
    if (!invocation) return false;
    underWay.delete(id);
    if (kind === 'response') invocation.resolve({ body, at: performance.now() });
    else invocation.reject(new Error(`The function failed: ${body}`));
    return true;
  };

  const server = createServer(async (request, response) => {
    const route = (request.url ?? '').replace(PREFIX, '');
    if (route === 'invocation/next') {
      waiting = response;
      return handOut();
    }
    const body = await readBody(request);
    const [, id = '', kind = ''] = /^invocation\/([^/]+)\/(response|error)$/.exec(route) ?? [];
    if (route === 'init/error') abandon(new Error(`The function failed to start: ${body}`));
    else if (!settle(id, kind, body)) return void response.writeHead(400).end();
    response.writeHead(202).end();
  });
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        queued.push({ id: `bench-${++count}`, event: JSON.stringify(event), resolve, reject });
        handOut();
      }),
    abandon,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function invocationHeaders(id: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': id,
    'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
    'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:000000000000:function:bench',
    'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
