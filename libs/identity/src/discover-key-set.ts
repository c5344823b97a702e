import { fetchDiscovery } from './fetch-discovery.ts';
import { readAddress } from './read-address.ts';

/**
 * Finds where an issuer keeps its keys, from its discovery document. Its `jwks_uri` may lie on another host (Google's and
 * Microsoft's do). An issuer without a document keeps its keys at `<issuer>/.well-known/jwks.json`, where Auth0 and
 * Cognito have them.
 *
 * @throws Error whose message holds nothing that was received
 */
export async function discoverKeySet(issuer: string): Promise<URL> {
  const document = await fetchDiscovery(issuer);
  if (!document) return new URL(`${issuer.replace(/\/$/, '')}/.well-known/jwks.json`);
  return readAddress('jwks_uri of the discovery document', String(document['jwks_uri']), {
    allowHttpLoopback: issuer.startsWith('http:'),
  });
}
