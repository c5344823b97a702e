import { readAddress } from './read-address.ts';
import { sendRequest } from './send-request.ts';

/** Milliseconds for the exchange, a second attempt after a failed connection included. */
const TIMEOUT = 3_000;
/** The longest known, Microsoft's, has some 2 KB. */
const MAX_BYTES = 100_000;

/**
 * Finds where an issuer keeps its keys, from its discovery document. The document must be of exactly this issuer; its
 * `jwks_uri` may lie on another host (Google's and Microsoft's do). No redirect is followed. An issuer without a document
 * keeps its keys at `<issuer>/.well-known/jwks.json`, where Auth0 and Cognito have them.
 *
 * @throws Error whose message holds nothing that was received
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 */
export async function discoverKeySet(issuer: string): Promise<URL> {
  const base = issuer.replace(/\/$/, '');
  const url = new URL(`${base}/.well-known/openid-configuration`);
  const headers = { accept: 'application/json' };
  const { status, text } = await sendRequest({
    url,
    method: 'GET',
    headers,
    timeout: TIMEOUT,
    maxBytes: MAX_BYTES,
  });
  if (status === 404) return new URL(`${base}/.well-known/jwks.json`);
  if (status !== 200) throw new Error(`The discovery document was requested and the status was ${status}.`);
  const document = JSON.parse(text) as { issuer?: unknown; jwks_uri?: unknown } | null;
  if (document?.issuer !== issuer) {
    throw new Error(
      'The discovery document is of another issuer. Set the issuer exactly as that document has it.',
    );
  }
  return readAddress('jwks_uri of the discovery document', String(document.jwks_uri), {
    allowHttpLoopback: url.protocol === 'http:',
  });
}
