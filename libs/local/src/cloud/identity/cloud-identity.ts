import type { RequestListener } from 'node:http';
import { createKeyStore, type KeyStore, fetchJson, LIMITS } from '@lambda-nest/gateway/model';

/** Hosts of the internet, each with the address that serves its paths, or with what does. */
export type ServedHosts = Readonly<Record<string, string | RequestListener>>;

/** An identity provider that runs beside the cloud, in the place of one on the internet. */
export type CloudIdentity = Readonly<{
  /** `iss` of its tokens, and where its discovery document is really served. */
  issuer: string;
  discoveryUri: string;
  /** Where functions find it: hosts of the internet, and what serves their paths. */
  hosts?: ServedHosts;
}>;

/** The issuers that authorizers ask for keys: those beside the cloud, and any other by its own discovery document. */
export function createIssuers(identities: readonly CloudIdentity[]) {
  const stores = new Map<string, KeyStore>();
  const discoveryOf = (issuer: string): string =>
    identities.find((identity) => identity.issuer === issuer)?.discoveryUri ??
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return {
    /** Keys of an issuer, which live two hours whatever becomes of the authorizers. */
    keysOf(issuer: string): KeyStore {
      let store = stores.get(issuer);
      if (!store) stores.set(issuer, (store = createKeyStore(discoveryOf(issuer))));
      return store;
    },
    /** Rejects when there is no discovery document of the issuer. */
    async check(issuer: string): Promise<void> {
      const limits = { timeoutMs: LIMITS.keyFetchMs, maxBytes: LIMITS.keySet };
      const document = (await fetchJson(discoveryOf(issuer), limits)) as {
        issuer?: string;
        jwks_uri?: string;
      };
      if (document.jwks_uri === undefined)
        throw new Error(`Invalid issuer: ${issuer}. Its discovery document names no jwks_uri`);
    },
  };
}
