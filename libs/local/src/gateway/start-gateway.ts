import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createJwtAuthorizer,
  type CorsConfig,
  type GatewayConfig,
  LOCAL_IDENTITY,
  type GatewayRoute,
  createRouter,
  parseTarget,
} from '@lambda-nest/gateway/model';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { listenOnLoopback, type PortUse } from '../listen-on-loopback.ts';
import type { Api } from './api.ts';
import { replyToBrokenRequests } from './reply-to-broken-requests.ts';
import { createThrottle } from './create-throttle.ts';
import { explainNoApi } from './explain-miss.ts';
import type { FunctionRunner } from './function-runner.ts';
import { handleRequest } from './handle-request.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import type { RequestRecord } from './request-record.ts';

export const GATEWAY_PORT: PortUse = { what: 'local gateway', variable: 'PORT' };

export type GatewayOptions = GatewayConfig & {
  runner: FunctionRunner;
  /** Which function is behind a route, where there are several. Default: `runner`. */
  runnerOf?: (route: GatewayRoute) => FunctionRunner;
  /** Default 3000; 0 takes a free one. */
  port?: number;
  /** Whether a `Host` is served. Default: those that mean this machine; others get 403, as an unknown domain does at AWS. */
  takesHost?: (host: string | undefined) => boolean;
  /** The page at `/`, as HTML. Default: none, as at AWS. */
  home?: (port: number) => string;
  /** Serves what is no request of the API, and says whether it does. Default: nothing is. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
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
  /** The same of what browsers may do. */
  useCors(cors: CorsConfig | undefined): void;
  close(): Promise<void>;
};

/**
 * Starts an HTTP API of API Gateway on loopback, in front of its functions.
 *
 * Throws {@link CannotStart} when the port is taken, or when a route has an authorizer and none is configured.
 */
export async function startGateway(options: GatewayOptions): Promise<LocalGateway> {
  const {
    runner,
    runnerOf = () => runner,
    port = 3000,
    takesHost = isLoopbackHost,
    onRequest = () => undefined,
    home,
    intercept = () => false,
    ...config
  } = options;
  assertConsistent(config);
  const api = createApi(config, runnerOf, port, takesHost);
  const server = await listenOnLoopback(
    (request, response) => {
      if (!intercept(request, response)) void handleRequest(api, request, response, onRequest);
    },
    { port, ...GATEWAY_PORT, server: SERVER, prepare: replyToBrokenRequests },
  );
  api.port = server.port;
  api.home = home && (() => home(server.port));
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    addresses: server.addresses,
    useRoutes(routes) {
      assertConsistent({ ...config, routes });
      api.match = createRouter(routes);
    },
    useCors(cors) {
      api.cors = cors;
    },
    close: server.close,
  };
}

/** The one API of a gateway. */
function createApi(
  config: GatewayConfig,
  runnerOf: (route: GatewayRoute) => FunctionRunner,
  port: number,
  takesHost: Api['takesHost'],
): Api {
  const { stage, routes, cors, throttling, payloadFormat, integrationTimeoutMs: timeoutMs } = config;
  const { identitySource } = config.authorizer ?? {};
  const authorizer = config.authorizer && {
    authorizer: createJwtAuthorizer(config.authorizer),
    ...(identitySource !== undefined && { identitySource }),
  };
  const integration = {
    ...(payloadFormat !== undefined && { payloadFormat }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
  return {
    identity: LOCAL_IDENTITY,
    stage,
    locate: (target) => parseTarget(target, config),
    explainNoApi: () => explainNoApi(config),
    match: createRouter(routes),
    cors,
    authorizerOf: () => authorizer,
    integrationOf: (route) => ({ ...integration, runner: runnerOf(route) }),
    mayPass: throttling ? createThrottle(throttling) : () => true,
    port,
    takesHost,
  };
}

/** Longer heads than the gateway takes must still be read, to be answered as the gateway does. */
const SERVER = { maxHeaderSize: 65_536, keepAliveTimeout: 60_000 };

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
