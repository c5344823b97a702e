import { fetchDiscovery } from './fetch-discovery.ts';
import { readAddress } from './read-address.ts';

/** Where users of an issuer sign in, and where a code becomes a token. */
export type SignInEndpoints = Readonly<{ authorizationEndpoint: string; tokenEndpoint: string }>;

/**
 * Finds where to sign in with an issuer by authorization code.
 *
 * @param address of the discovery document, when that is not below the issuer: a stand-in on this machine
 * @throws Error whose message holds nothing that was received
 */
export async function discoverSignIn(issuer: string, address?: string): Promise<SignInEndpoints> {
  const document = await fetchDiscovery(issuer, address);
  if (!document) throw new Error('The issuer has no discovery document.');
  const allowHttpLoopback = (address ?? issuer).startsWith('http:');
  const read = (name: string): string =>
    readAddress(`${name} of the discovery document`, String(document[name]), { allowHttpLoopback }).href;
  return {
    authorizationEndpoint: read('authorization_endpoint'),
    tokenEndpoint: read('token_endpoint'),
  };
}
