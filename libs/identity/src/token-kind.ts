import type { Preset } from './check-claims.ts';

/**
 * Which tokens of an issuer are accepted.
 *
 * - `any`: ID and access tokens, as far as the provider does not mark a token as another kind (refresh, log-out, …).
 * - `access`: what the provider marks as an ID token is rejected too.
 * - `at+jwt`: access tokens that say so in their header alone (RFC 9068 §4).
 */
export type TokenKind = 'any' | 'access' | 'at+jwt';

export const TOKEN_KINDS: readonly TokenKind[] = ['any', 'access', 'at+jwt'];

type Payload = Readonly<Record<string, unknown>>;

/**
 * What Keycloak writes into `typ` of the payload of a token that may be sent as a bearer token, and what others might
 * mean by the same. Its ID, refresh, offline and log-out tokens have `typ` too, and so have DPoP tokens, whose proof
 * is not checked here.
 */
const BEARER_TYPES = new Set(['bearer', 'jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Whether the provider marks a token as one that must not be sent as a bearer token here.
 *
 * Firebase marks nothing, and `typ` is a name that a team may give its own custom claim there.
 *
 * @see https://github.com/keycloak/keycloak/blob/main/core/src/main/java/org/keycloak/util/TokenUtil.java
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function isOfAnotherKind(payload: Payload, preset: Preset, kind: TokenKind): boolean {
  if (preset === 'firebase') return false;
  const { typ } = payload;
  if (typ !== undefined && !(typeof typ === 'string' && BEARER_TYPES.has(typ.toLowerCase()))) return true;
  return kind !== 'any' && isIdToken(payload);
}

/**
 * Marks of an ID token: Cognito's `token_use`, a hash of the access token or code beside it (OpenID Connect Core §3.3.2.11),
 * Okta's prefix of `jti`.
 */
function isIdToken({ token_use: use, at_hash: accessHash, c_hash: codeHash, jti }: Payload): boolean {
  if (use === 'id' || accessHash !== undefined || codeHash !== undefined) return true;
  return typeof jti === 'string' && jti.startsWith('ID.');
}
