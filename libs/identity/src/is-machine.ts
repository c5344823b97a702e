import type { Claims } from './claims.ts';

/**
 * Whether the token was given to a program in its own name (client credentials), not to a user.
 *
 * Told by `gty: client-credentials` or a subject that is the client followed by `@clients` (Auth0, whose RFC 9068 profile has
 * no `gty`), `idtyp: app` or an object that is its own subject (Microsoft Entra, where `idtyp` must be asked for), the user
 * name of a service account (Keycloak), or a subject that is the client itself (Cognito, Okta, Google, RFC 9068 §2.2).
 *
 * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/optional-claims-reference
 * @see https://www.keycloak.org/docs/latest/server_admin/#_service_accounts
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function isMachine(claims: Claims): boolean {
  const { sub, gty, idtyp, oid, client_id: clientId, azp, cid, preferred_username: name } = claims;
  if (gty === 'client-credentials' || idtyp === 'app') return true;
  if (typeof azp === 'string' && name === `service-account-${azp.toLowerCase()}`) return true;
  if (typeof sub !== 'string') return false;
  const clients = [clientId, azp, cid].filter((client) => typeof client === 'string');
  return sub === oid || clients.some((client) => sub === client || sub === `${client}@clients`);
}
