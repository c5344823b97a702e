import type { AuthorizerRejection, Authorized, RequestFacts, GatewayRoute } from '@lambda-nest/gateway/model';
import type { InvocationTimes } from './function-runner.ts';

/** How a request went, for the terminal. */
export type RequestRecord = {
  method: string;
  /** As sent, without the query. */
  path: string;
  status: number;
  /** Time in the gateway alone. */
  gatewayMs: number;
  /** Absent when the function was not reached. */
  times?: InvocationTimes;
  route?: GatewayRoute;
  /** Claims of the verified token, on routes with an authorizer. */
  claims?: Authorized['claims'];
  /** Why the authorizer let it not through. */
  rejection?: AuthorizerRejection;
  /** Why the gateway answered in the function's stead. */
  failure?: string;
  requestId: string;
  facts?: RequestFacts;
  /** Host and user agent as the client sent them. */
  host?: string;
  userAgent?: string;
  /** How long the gateway waited for the integration, when it was asked. */
  integrationMs?: number;
  /** Length of the body that was sent. */
  bytes?: number;
};
