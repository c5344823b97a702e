import { isVerifiedByGateway } from '@lambda-nest/identity';
import { DEFAULT_SCOPE_CLAIMS } from '@lambda-nest/identity/claims';
import type { TokenIssuer } from './check-token.ts';

/**
 * Why the JWT authorizer of API Gateway cannot judge the tokens that are trusted, in words; `undefined` when it can. An API is deployed with
 * `gatewayAuthorizer=off` then: packaging rejects it otherwise.
 */
export function findGatewayObstacle(issuers: readonly TokenIssuer[]): string | undefined {
  if (issuers.length > 1) return 'there are several issuers, and it takes one';
  const [{ audiences = [], algorithms = [], grants = { rolesClaim: '' } } = {}] = issuers;
  if (audiences.length === 0) return 'no audience is configured, and it accepts no token without one';
  const unknown = algorithms.filter((algorithm) => !isVerifiedByGateway(algorithm));
  if (unknown.length > 0) return `tokens are signed with ${unknown.join(', ')}, and it verifies RSA alone`;
  const unread = (grants.scopeClaims ?? []).filter((claim) => !DEFAULT_SCOPE_CLAIMS.includes(claim));
  if (unread.length > 0) return `scopes are read at ${unread.join(', ')}, and it reads scp and scope alone`;
  return undefined;
}
