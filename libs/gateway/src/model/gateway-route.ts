import type { Declaration } from '@lambda-nest/access/policy';

/** One route of the HTTP API, as the packaged template or the generated table declares it. */
export type GatewayRoute = {
  /** Upper case, or `ANY`. */
  method: string;
  /** Path with variables (`/v1/orders/{id}`, `/v1/{proxy+}`), or `$default`. */
  path: string;
  /** Whether the JWT authorizer stands before it. */
  authorizer: boolean;
  /** Scopes of which the token needs one; empty asks for none. */
  scopes: readonly string[];
  /** Name of the function behind it, where several serve the API. */
  function?: string;
  /** What the code declares, for the terminal alone. */
  declaration?: Declaration;
  /** Where it does, the file relative to the repository. */
  source?: { file: string; line?: number };
};

/** The route's name at API Gateway: `GET /v1/orders/{id}`. */
export function routeKeyOf({ method, path }: Pick<GatewayRoute, 'method' | 'path'>): string {
  return path === '$default' ? path : `${method} ${path}`;
}
