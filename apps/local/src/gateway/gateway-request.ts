import type { GatewayRoute } from './gateway-route.ts';
import type { RequestHeaders } from './read-headers.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Target } from './parse-target.ts';

/** What the authorizer found: claims of the verified token, typed, and its scopes on a route that asks for some. */
export type Authorized = { claims: Readonly<Record<string, unknown>>; scopes: string[] | null };

/** A request on its way to the function, everything decided but the answer. */
export type GatewayRequest = RequestHeaders & {
  stage: string;
  method: string;
  target: Target;
  route: GatewayRoute;
  pathParameters: Record<string, string>;
  authorized?: Authorized;
  body: Buffer;
  facts: RequestFacts;
};

/** Account and API of a cloud that is a laptop. */
export const LOCAL_ACCOUNT = '123456789012';
export const LOCAL_API = 'local';
