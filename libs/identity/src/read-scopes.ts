import type { Claims } from './claims.ts';

/** Claims that hold scopes, in the order in which they are looked for: those that API Gateway reads, and no other. */
export const DEFAULT_SCOPE_CLAIMS: readonly string[] = ['scp', 'scope'];

/**
 * The OAuth scopes of a caller: the first of these claims that the token has. Without a choice `scp`, else `scope`, as API
 * Gateway reads them; Auth0 can have `permissions` instead, which the gateway does not read.
 *
 * A string is split on spaces, an array of strings is taken as it is; anything else, or an array that holds anything
 * else, gives no scope.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function readScopes(claims: Claims, scopeClaims = DEFAULT_SCOPE_CLAIMS): string[] {
  const name = scopeClaims.find((claim) => Object.hasOwn(claims, claim));
  const value = name === undefined ? [] : claims[name];
  if (typeof value === 'string') return value.split(' ').filter((scope) => scope !== '');
  return Array.isArray(value) && value.every((scope) => typeof scope === 'string') ? [...value] : [];
}
