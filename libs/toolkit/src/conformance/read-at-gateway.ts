import type { Caller } from '@lambda-nest/access/policy';
import type { TokenIssuer } from '@lambda-nest/testing/providers';

type Claims = Readonly<Record<string, unknown>>;

/**
 * What API Gateway takes the bearer of a well-signed token in its time for, or nothing when it rejects the token. It
 * compares issuer and audience alone, knows of no role, and reads scopes in `scp`, else in `scope`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function readAtGateway(claims: Claims, { issuer, audience }: TokenIssuer): Caller | undefined {
  const { iss, aud, client_id: clientId, scp, scope } = claims;
  const audiences = aud === undefined ? [clientId] : [aud].flat();
  if (iss !== issuer || !audiences.includes(audience)) return undefined;
  const held = scp ?? scope ?? [];
  const scopes = typeof held === 'string' ? held.split(' ') : (held as readonly string[]);
  return { roles: [], scopes };
}
