import { JwtVerifierBase } from 'aws-jwt-verify/jwt-verifier';
import type { JwkWithKid } from 'aws-jwt-verify/jwk';
import type { JwtVerifierProperties, VerifyProperties } from 'aws-jwt-verify/jwt-verifier';
import { KEY_TYPES } from './algorithms.ts';
import type { DecodedToken } from './decode-token.ts';

type Settings = JwtVerifierProperties<VerifyProperties>;

/** Claims are checked elsewhere, with rules this library does not have. */
const SIGNATURE_ONLY = { issuer: null, audience: null, jwksUri: 'key-ring:' } satisfies Settings;

/**
 * The keys of an issuer as they were fetched once, and the signature check of aws-jwt-verify with them.
 *
 * The token comes decoded. The library's own `verify` decodes too, and that does not fit: it rejects a `scope` that is
 * an array, accepts padded base64 and a missing `exp`, and caches keys under the `iss` of tokens that were not
 * verified yet. A ring per fetch because it would go on using the old key when a new one has the same `kid`.
 */
export class KeyRing extends JwtVerifierBase<Partial<VerifyProperties>, Settings, false> {
  readonly #keys: ReadonlyMap<string, JwkWithKid>;

  constructor(keys: JwkWithKid[]) {
    super(SIGNATURE_ONLY);
    this.#keys = new Map(keys.map((key) => [key.kid, key]));
    this.cacheJwks({ keys });
  }

  has(kid: string): boolean {
    return this.#keys.has(kid);
  }

  /** Whether the key named in the token's header made the token's signature. */
  hasSigned({ alg, kid, headerB64, payloadB64, signatureB64 }: DecodedToken): boolean {
    // The library would verify with a key of whatever type it is.
    if (this.#keys.get(kid)?.kty !== KEY_TYPES[alg].kty) return false;
    const token = {
      header: { alg, kid },
      payload: { iss: 'key-ring' },
      headerB64,
      payloadB64,
      signatureB64,
    };
    try {
      this.verifyDecomposedJwtSync(token, SIGNATURE_ONLY.jwksUri, SIGNATURE_ONLY);
      return true;
    } catch {
      return false;
    }
  }
}
