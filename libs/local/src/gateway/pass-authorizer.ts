import {
  readIdentity,
  challengeOf,
  type Authorized,
  type GatewayRequest,
  LOCAL_IDENTITY,
  LIMITS,
} from '@lambda-nest/gateway/model';
import type { Api, Notes } from './api.ts';
import type { ClientResponse } from './client-response.ts';
import { RESPONSES } from './gateway-responses.ts';
import { responseOf } from './write-response.ts';

const DEFAULT_SOURCE = '$request.header.Authorization';

/** What the route's authorizer found, its rejection as a response, or `undefined` on a route without one. */
export async function passAuthorizer(
  { authorizerOf }: Api,
  request: Omit<GatewayRequest, 'body'>,
  notes: Notes,
): Promise<Authorized | ClientResponse | undefined> {
  const { route, stage, method, target } = request;
  if (!route.authorizer) return undefined;
  const used = authorizerOf(route);
  if (!used) throw new Error(`${route.path} has an authorizer and none is configured`);
  const { accountId, apiId, region } = request.api ?? LOCAL_IDENTITY;
  const arn = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${target.sentPath}`;
  if (arn.length > LIMITS.methodArn) {
    notes.failure = `the method ARN is over ${LIMITS.methodArn} bytes`;
    return responseOf(RESPONSES.uriTooLong);
  }
  const identity = readIdentity(used.identitySource ?? DEFAULT_SOURCE, {
    headers: request.headers,
    rawQueryString: target.rawQueryString,
  });
  const decision = await used.authorizer.authorize(identity, route.scopes);
  if (decision.allowed) {
    notes.claims = decision.authorized.claims;
    return decision.authorized;
  }
  const { rejection, hasToken, claims } = decision;
  notes.rejection = rejection;
  if (claims) notes.claims = claims;
  if (rejection.status === 403) return responseOf(RESPONSES.forbidden);
  return responseOf(RESPONSES.unauthorized, [['Www-Authenticate', challengeOf(rejection, hasToken)]]);
}
