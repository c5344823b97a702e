import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createJwtAuthorizer } from '../authorizer/jwt-authorizer.ts';
import { CannotStart } from '../cannot-start.ts';
import { listenOnLoopback } from '../listen-on-loopback.ts';
import type { Api, Notes } from './api.ts';
import type { ClientResponse } from './client-response.ts';
import { createThrottle } from './create-throttle.ts';
import type { FunctionRunner } from './function-runner.ts';
import { ANSWERS } from './gateway-answers.ts';
import type { GatewayConfig } from './gateway-config.ts';
import type { GatewayRoute } from './gateway-route.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import { createRouter } from './match-route.ts';
import { readFacts } from './request-facts.ts';
import type { RequestRecord } from './request-record.ts';
import { serveRequest } from './serve-request.ts';
import { responseOf, writeResponse } from './write-response.ts';

export type GatewayOptions = GatewayConfig & {
  runner: FunctionRunner;
  /** Default 3000; 0 takes a free one. */
  port?: number;
  /** Whether a `Host` is served. Default: those that mean this machine; others get 403, as an unknown domain does at AWS. */
  takesHost?: (host: string | undefined) => boolean;
  /** Told of every request, once it is answered. */
  onRequest?: (record: RequestRecord) => void;
};

export type LocalGateway = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  addresses: string[];
  /** Puts other routes in force, for requests from now on. */
  useRoutes(routes: readonly GatewayRoute[]): void;
  close(): Promise<void>;
};

/**
 * Starts an HTTP API of API Gateway on loopback, in front of one function.
 *
 * Throws {@link CannotStart} when the port is taken, or when a route has an authorizer and none is configured.
 */
export async function startGateway(options: GatewayOptions): Promise<LocalGateway> {
  const { runner, port = 3000, takesHost = isLoopbackHost, onRequest = () => undefined, ...config } = options;
  assertConsistent(config);
  const api: Api = {
    config,
    match: createRouter(config.routes),
    ...(config.authorizer && { authorizer: createJwtAuthorizer(config.authorizer) }),
    mayPass: config.throttling ? createThrottle(config.throttling) : () => true,
    runner,
    port,
    takesHost,
  };
  const server = await listenOnLoopback(
    (request, response) => {
      void answer(api, request, response, onRequest);
    },
    { port, what: 'local gateway', variable: 'PORT', server: SERVER, prepare: answerBrokenRequests },
  );
  api.port = server.port;
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    addresses: server.addresses,
    useRoutes(routes) {
      assertConsistent({ ...config, routes });
      api.match = createRouter(routes);
    },
    close: server.close,
  };
}

/** Longer heads than the gateway takes must still be read, to be answered as the gateway does. */
const SERVER = { maxHeaderSize: 65_536, keepAliveTimeout: 60_000 };

async function answer(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  onRequest: (record: RequestRecord) => void,
): Promise<void> {
  const started = performance.now();
  const facts = readFacts(request);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const notes: Notes = { method: request.method ?? 'GET', path, requestId: facts.requestId };
  let answered: ClientResponse;
  try {
    answered = await serveRequest(api, request, facts, notes);
  } catch (error) {
    if (request.readableAborted) return;
    notes.failure = (error as Error).stack ?? String(error);
    answered = responseOf(ANSWERS.internalError);
  }
  // A body that was not read to its end cannot be followed by another request.
  if (!request.complete && answered.status === 413) response.shouldKeepAlive = false;
  writeResponse(response, answered, facts.requestId);
  const { functionMs = 0, initMs = 0 } = notes.times ?? {};
  const gatewayMs = performance.now() - started - functionMs - initMs;
  onRequest({ ...notes, status: answered.status, gatewayMs });
}

/** What does not parse as HTTP never becomes a request. */
function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable) return socket.destroy();
    const isLong = error.code === 'HPE_HEADER_OVERFLOW';
    const { status, message } = isLong ? ANSWERS.headersTooLarge : ANSWERS.badRequest;
    const body = JSON.stringify({ message });
    return socket.end(
      `HTTP/1.1 ${status} ${message}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}

function assertConsistent({ routes, authorizer, stage, mappingKey }: GatewayConfig): void {
  const protectedRoute = routes.find((route) => route.authorizer);
  if (protectedRoute && !authorizer) {
    throw new CannotStart(
      `The local gateway cannot start: ${protectedRoute.method} ${protectedRoute.path} has an authorizer and none is configured.`,
    );
  }
  if (stage === mappingKey) {
    throw new CannotStart(
      `The local gateway cannot start: stage and mapping key are both ${stage}. Choose another AWS_API_GW_MAPPING_KEY.`,
    );
  }
}
