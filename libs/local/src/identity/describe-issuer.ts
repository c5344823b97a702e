import type { SigningKey } from './create-signing-key.ts';

export const issuerOf = (projectId: string): string => `https://securetoken.google.com/${projectId}`;

/** Where Google serves the key set of Firebase ID tokens, on `www.googleapis.com`. */
const GOOGLE_KEYS = '/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com';

/**
 * The JSON document at a path, or `undefined` when the path is the emulator's.
 *
 * Both spellings of each exist: the short one for people, Google's own so that only the host differs.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export function describeIssuer(
  path: string,
  { projectId, keys, url }: { projectId: string; keys: readonly SigningKey[]; url: string },
): object | undefined {
  switch (path) {
    case '/jwks.json':
    case GOOGLE_KEYS:
      return { keys: keys.map(({ jwk }) => jwk) };
    case '/.well-known/openid-configuration':
    case `/${projectId}/.well-known/openid-configuration`:
      return {
        issuer: issuerOf(projectId),
        jwks_uri: `${url}/jwks.json`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      };
    default:
      return undefined;
  }
}
