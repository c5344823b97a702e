import type { Claims } from './claims.ts';

/**
 * Whether the token was given to a program in its own name (client credentials), not to a user. Such a caller has scopes
 * and no roles, whatever the claim for roles says.
 *
 * Told by `gty: client-credentials` (Auth0), `idtyp: app` (Microsoft Entra), or a subject that is the client itself
 * (Cognito, Okta, RFC 9068 §2.2).
 *
 * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function isMachine(claims: Claims): boolean {
  const { sub, gty, idtyp, client_id: clientId, azp, cid } = claims;
  if (gty === 'client-credentials' || idtyp === 'app') return true;
  return [clientId, azp, cid].some((client) => client === sub);
}
