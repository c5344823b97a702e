/** What API Gateway does with a request before the function has it: routes, authorizer, claims as sent. */
export { fetchJson } from './authorizer/fetch-json.ts';
export { createJwtAuthorizer, type Authorization, type JwtAuthorizer } from './authorizer/jwt-authorizer.ts';
export { KeysUnreachable, createKeyStore, type KeyStore } from './authorizer/key-store.ts';
export { parseToken, type ParsedToken } from './authorizer/parse-token.ts';
export { readIdentity } from './authorizer/read-identity.ts';
export { challengeOf, rejectToken, type AuthorizerRejection } from './authorizer/authorizer-rejection.ts';
export type { AuthorizerConfig, CorsConfig, GatewayConfig, Throttling } from './gateway-config.ts';
export {
  LOCAL_ACCOUNT,
  LOCAL_API,
  LOCAL_IDENTITY,
  type ApiIdentity,
  type Authorized,
  type GatewayRequest,
} from './gateway-request.ts';
export { routeKeyOf, type GatewayRoute } from './gateway-route.ts';
export { LIMITS } from './limits.ts';
export { createRouter, type RouteMatch } from './match-route.ts';
export { decodeSegments, leave, parseTarget, readTarget, type Target } from './parse-target.ts';
export { readHeaders, type RequestHeaders } from './read-headers.ts';
export { readQuery } from './read-query.ts';
export { renderClaims } from './render-claims.ts';
export { readFacts, type RequestFacts } from './request-facts.ts';
export { byName, sortMembers } from './sort-members.ts';
