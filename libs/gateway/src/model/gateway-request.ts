import type { GatewayRoute } from './gateway-route.ts';
import type { RequestHeaders } from './read-headers.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Target } from './parse-target.ts';

/** What the authorizer found: claims of the verified token, typed, and its scopes on a route that asks for some. */
export type Authorized = { claims: Readonly<Record<string, unknown>>; scopes: string[] | null };

/** Which API it is, as its ARNs and events have it. */
export type ApiIdentity = Readonly<{
  accountId: string;
  apiId: string;
  region: string;
  /** Host that events name, whatever the client asked for. Default the client's own. */
  domainName?: string;
}>;

/** A request on its way to the function, everything decided but the response. */
export type GatewayRequest = RequestHeaders & {
  /** Default {@link LOCAL_IDENTITY}. */
  api?: ApiIdentity;
  stageVariables?: Readonly<Record<string, string>>;
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
export const LOCAL_IDENTITY: ApiIdentity = {
  accountId: LOCAL_ACCOUNT,
  apiId: LOCAL_API,
  region: 'us-east-1',
};
