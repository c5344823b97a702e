import type { JwtAuthorizer } from '../authorizer/jwt-authorizer.ts';
import type { FunctionRunner } from './function-runner.ts';
import type { GatewayConfig } from './gateway-config.ts';
import type { RouteMatch } from './match-route.ts';
import type { RequestRecord } from './request-record.ts';

/** An HTTP API at work: its configuration and what was made from it. */
export type Api = {
  config: GatewayConfig;
  match: (method: string, segments: readonly string[]) => RouteMatch | undefined;
  authorizer?: JwtAuthorizer;
  mayPass: () => boolean;
  runner: FunctionRunner;
  port: number;
  takesHost: (host: string | undefined) => boolean;
};

/** Notes of a request, written down as they are found. */
export type Notes = Omit<RequestRecord, 'status' | 'gatewayMs'>;
