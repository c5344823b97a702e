import type { Claims } from './claims.ts';

/**
 * The OAuth scopes of a caller: `scp` if the token has it, else `scope`, as API Gateway reads them.
 *
 * A string is split on spaces, an array of strings is taken as it is; anything else, or an array that holds anything
 * else, gives no scope.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function readScopes(claims: Claims): string[] {
  const value = Object.hasOwn(claims, 'scp')
    ? claims['scp']
    : Object.hasOwn(claims, 'scope')
      ? claims['scope']
      : [];
  if (typeof value === 'string') return value.split(' ').filter((scope) => scope !== '');
  return Array.isArray(value) && value.every((scope) => typeof scope === 'string') ? [...value] : [];
}
