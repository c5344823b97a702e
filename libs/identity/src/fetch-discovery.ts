import { sendRequest } from './send-request.ts';

/** Milliseconds for the exchange, a second attempt after a failed connection included. */
const TIMEOUT = 3_000;
/** The longest known, Microsoft's, has some 2 KB. */
const MAX_BYTES = 100_000;

/** An issuer's discovery document: nothing of it is checked but that it is of exactly this issuer. */
export type DiscoveryDocument = Readonly<{ issuer: string } & Record<string, unknown>>;

/**
 * Fetches the discovery document of an issuer; `undefined` when it has none. No redirect is followed.
 *
 * @param address where it is, when that is not below the issuer: a stand-in on this machine
 * @throws Error whose message holds nothing that was received
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 */
export async function fetchDiscovery(
  issuer: string,
  address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
): Promise<DiscoveryDocument | undefined> {
  const { status, text } = await sendRequest({
    url: new URL(address),
    method: 'GET',
    headers: { accept: 'application/json' },
    timeout: TIMEOUT,
    maxBytes: MAX_BYTES,
  });
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`The discovery document was requested and the status was ${status}.`);
  const document = JSON.parse(text) as DiscoveryDocument | null;
  if (document?.issuer === issuer) return document;
  throw new Error(
    'The discovery document is of another issuer. Set the issuer exactly as that document has it.',
  );
}
