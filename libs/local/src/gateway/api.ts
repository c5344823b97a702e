import type {
  JwtAuthorizer,
  CorsConfig,
  ApiIdentity,
  GatewayRoute,
  RouteMatch,
  Target,
} from '@lambda-nest/gateway/model';
import type { FunctionRunner } from './function-runner.ts';
import type { RequestRecord } from './request-record.ts';

/** What stands behind a route. */
export type Integration = {
  runner: FunctionRunner;
  /** Default `2.0`. */
  payloadFormat?: '1.0' | '2.0';
  /** Default 30,000, which is also the most. */
  timeoutMs?: number;
};

/** An HTTP API at work, seen through one of its stages: its configuration and what was made from it. */
export type Api = {
  identity: ApiIdentity;
  stage: string;
  stageVariables?: Readonly<Record<string, string>>;
  /** Where a request target is in this API; `undefined` when it is not. */
  locate(target: string): Target | 'reserved' | 'malformed' | undefined;
  /** Why a target is in no API, for the terminal. */
  explainNoApi(): string;
  match: (method: string, segments: readonly string[]) => RouteMatch | undefined;
  cors: CorsConfig | undefined;
  authorizerOf(route: GatewayRoute): { authorizer: JwtAuthorizer; identitySource?: string } | undefined;
  integrationOf(route: GatewayRoute): Integration;
  /** Counts a request, and says whether the throttle lets it through. */
  mayPass(route: GatewayRoute): boolean;
  port: number;
  /** The page at `/`, as HTML. Absent: there is none, as at AWS. */
  home?: (() => string) | undefined;
  takesHost: (host: string | undefined) => boolean;
};

/** Notes of a request, written down as they are found. */
export type Notes = Omit<RequestRecord, 'status' | 'gatewayMs'>;
