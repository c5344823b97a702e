/** How an issuer may sign. API Gateway's JWT authorizer verifies the RSA ones alone. */
export type Algorithm = 'RS256' | 'RS384' | 'RS512' | 'ES256' | 'EdDSA';

/** What a key must be to verify a signature of that algorithm: a key of one type is never used for another. */
export const KEY_TYPES: Readonly<Record<Algorithm, Readonly<{ kty: string; crv?: string }>>> = {
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
};

/** Accepted unless an issuer's description lists others. */
export const DEFAULT_ALGORITHMS: readonly Algorithm[] = ['RS256'];

export function isAlgorithm(name: unknown): name is Algorithm {
  return typeof name === 'string' && Object.hasOwn(KEY_TYPES, name);
}

/** Whether API Gateway's JWT authorizer verifies it. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export function isVerifiedByGateway(algorithm: Algorithm): boolean {
  return KEY_TYPES[algorithm].kty === 'RSA';
}
