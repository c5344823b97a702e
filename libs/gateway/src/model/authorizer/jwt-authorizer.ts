import { verify } from 'node:crypto';
import { type Claims, readScopes } from '@lambda-nest/identity/claims';
import type { AuthorizerConfig } from '../gateway-config.ts';
import type { Authorized } from '../gateway-request.ts';
import { findClaimsRejection } from './find-claims-rejection.ts';
import type { KeyStore } from './key-store.ts';
import { createKeyStore, KeysUnreachable } from './key-store.ts';
import type { ParsedToken } from './parse-token.ts';
import { parseToken } from './parse-token.ts';
import type { AuthorizerRejection } from './authorizer-rejection.ts';
import { rejectToken } from './authorizer-rejection.ts';

/** RSA only, says AWS; of RSASSA-PSS (`PS256`) it says nothing, and it is rejected here. */
const DIGESTS: Record<string, string> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

const REAL_TOKEN =
  'the token is one of the real issuer, or of an earlier start: on this laptop a stand-in issues them. Sign in at the ' +
  'docs page, or use npm run token -- --as user';

export type Authorization =
  | { allowed: true; authorized: Authorized }
  | { allowed: false; rejection: AuthorizerRejection; hasToken: boolean; claims?: Authorized['claims'] };

export type JwtAuthorizer = {
  /** Decides on the value of the identity source, `undefined` when the request has none. */
  authorize(identity: string | undefined, scopes: readonly string[]): Promise<Authorization>;
};

/**
 * The JWT authorizer of an HTTP API: signature, key id, issuer, audience, times, scopes.
 *
 * Nothing is remembered by the token's text: every request is verified anew.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createJwtAuthorizer(
  config: AuthorizerConfig,
  keys: KeyStore = createKeyStore(discoveryOf(config)),
): JwtAuthorizer {
  return {
    async authorize(identity, scopes) {
      const text = identity === undefined ? '' : readBearer(identity);
      if (text === '')
        return { allowed: false, hasToken: false, rejection: rejectToken('there is no token') };
      const token = parseToken(text);
      if (!token)
        return { allowed: false, hasToken: true, rejection: rejectToken('the token is not a signed JWT') };
      const rejection =
        (await checkSignature(token, keys, config)) ??
        findClaimsRejection(token.claims, config, Date.now() / 1000);
      if (rejection) return { allowed: false, hasToken: true, rejection };
      return checkScopes(token.claims, scopes);
    },
  };
}

/** The token alone, or behind `Bearer`. Assumed: the scheme in any casing. */
function readBearer(identity: string): string {
  return identity.replace(/^bearer(\s+|$)/i, '').trim();
}

async function checkSignature(
  { header, claims, signed, signature }: ParsedToken,
  keys: KeyStore,
  { issuer, isStandIn = false }: AuthorizerConfig,
): Promise<AuthorizerRejection | undefined> {
  const { alg, kid, crit } = header as { alg?: unknown; kid?: unknown; crit?: unknown };
  const digest = typeof alg === 'string' && Object.hasOwn(DIGESTS, alg) ? DIGESTS[alg] : undefined;
  if (!digest)
    return rejectToken(`the token's algorithm is ${JSON.stringify(alg ?? null)}, the gateway takes RS256`);
  if (typeof kid !== 'string') return rejectToken('the token names no key (kid)');
  if (crit !== undefined) return rejectToken('the token asks for an extension (crit)');
  try {
    const key = await keys.find(kid);
    if (!key && isStandIn && claims['iss'] === issuer) return rejectToken(REAL_TOKEN);
    if (!key) return rejectToken("the token's key (kid) is not one of the issuer's");
    return verify(digest, signed, key, signature) ? undefined : rejectToken("the token's signature is wrong");
  } catch (error) {
    if (error instanceof KeysUnreachable) return rejectToken(error.message, error.description);
    throw error;
  }
}

function checkScopes(claims: Authorized['claims'], needed: readonly string[]): Authorization {
  if (needed.length === 0) return { allowed: true, authorized: { claims, scopes: null } };
  const scopes = readScopes(claims as Claims);
  if (needed.some((scope) => scopes.includes(scope)))
    return { allowed: true, authorized: { claims, scopes } };
  const reason = `the token has none of the scopes ${needed.join(', ')}`;
  return { allowed: false, hasToken: true, claims, rejection: { status: 403, reason } };
}

function discoveryOf({ issuer, discoveryUri }: AuthorizerConfig): string {
  return discoveryUri ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}
