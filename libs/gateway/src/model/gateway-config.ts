import type { GatewayRoute } from './gateway-route.ts';

export type AuthorizerConfig = {
  /** Compared with `iss` character by character. */
  issuer: string;
  /** At most 50; one must be the token's `aud`, or its `client_id` when it has no `aud`. */
  audience: readonly string[];
  /** `$request.header.<name>` or `$request.querystring.<name>`. Default the `Authorization` header. */
  identitySource?: string;
  /** Where the issuer's discovery document is. Default below the issuer; on a laptop the issuer is elsewhere. */
  discoveryUri?: string;
  /** Whether keys are those of a stand-in on this machine, which rejects the issuer's own tokens. */
  isStandIn?: boolean;
};

export type CorsConfig = {
  allowOrigins: readonly string[];
  allowMethods?: readonly string[];
  allowHeaders?: readonly string[];
  exposeHeaders?: readonly string[];
  allowCredentials?: boolean;
  /** Seconds. */
  maxAge?: number;
};

/** Requests a second, and how many at once. */
export type Throttling = { rate: number; burst: number };

/** What is configured at API Gateway for one HTTP API with one Lambda behind it. */
export type GatewayConfig = {
  /** Stage name, the first segment of the execute-api view; `$default` has none. */
  stage: string;
  /** Key of the custom domain's API mapping, the first segment of that view. Absent: no custom domain. */
  mappingKey?: string;
  routes: readonly GatewayRoute[];
  authorizer?: AuthorizerConfig;
  cors?: CorsConfig;
  throttling?: Throttling;
  /** Default `2.0`. */
  payloadFormat?: '1.0' | '2.0';
  /** Default 30,000, which is also the most. */
  integrationTimeoutMs?: number;
};
