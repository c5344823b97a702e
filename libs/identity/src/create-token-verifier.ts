import type { Log } from '@lambda-nest/log';
import { checkClaims } from './check-claims.ts';
import { combineVerifiers } from './combine-verifiers.ts';
import { decodeToken } from './decode-token.ts';
import { KeySet } from './key-set.ts';
import type { IssuerPreset } from './issuer.presets.ts';
import { readAddress } from './read-address.ts';
import { RequestFailed } from './send-request.ts';
import { InvalidToken } from './token.errors.ts';
import type { TokenVerifier } from './token.verifier.ts';

/** Whose tokens, as `presetFor` describes an issuer; with how they are verified here. */
export type TokenVerifierOptions = IssuerPreset &
  Readonly<{
    /** Firebase tenant whose users are accepted. Without it: only users of the project itself, never of a tenant. */
    tenantId?: string | undefined;
    /** `false` accepts tokens that have expired: for a laptop. Default `true`. */
    verifyExpiration?: boolean;
    /** Let issuer and `jwksUri` be http on a loopback host: for a laptop. Default `false`. */
    allowHttpLoopback?: boolean;
    /** Milliseconds since 1970. Default: the system's clock. */
    clock?: () => number;
    /** Told when the keys cannot be fetched. */
    log?: Pick<Log, 'warn'>;
  }>;

/** The verifier of every issuer that is described: none of two may have the same name. */
export function createTokenVerifiers(options: readonly TokenVerifierOptions[]): TokenVerifier {
  const [only, ...others] = options;
  if (only && others.length === 0) return createTokenVerifier(only);
  const verifiers = new Map(options.map((one) => [one.issuer, createTokenVerifier(namingIssuer(one))]));
  if (verifiers.size === options.length && verifiers.size > 0) return combineVerifiers(verifiers);
  throw new TypeError('The issuers must be one or more, each of them once.');
}

/** Of several issuers the log says which one it is about. */
function namingIssuer(options: TokenVerifierOptions): TokenVerifierOptions {
  const { log, issuer } = options;
  if (!log) return options;
  return { ...options, log: { warn: (message, fields) => log.warn(message, { ...fields, issuer }) } };
}

/**
 * Makes the verifier of one issuer's tokens: algorithms as listed, exact issuer, audience, times, subject and tenant, then
 * the key and the signature. Claims come first so that a token that cannot be accepted never makes the issuer be asked for keys.
 *
 * @throws TypeError when an option is wrong
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { verifyExpiration = true, clock = () => Date.now(), log, authorizedParties = [] } = options;
  const { issuer, audiences, algorithms } = options;
  readAddress('issuer', issuer, { allowHttpLoopback: options.allowHttpLoopback === true });
  if ((audiences.length === 0 && authorizedParties.length === 0) || audiences.includes('')) {
    throw new TypeError('audiences must be one or more names.');
  }
  const expected = { ...options, verifyExpiration };
  const keySet = new KeySet({
    uri: addressOfKeys(options),
    algorithms,
    clock,
    onFailure: (error) => log?.warn('The signing keys of the issuer cannot be fetched.', describe(error)),
  });
  return {
    prefetch: () => keySet.prefetch(),
    verify: async (text) => {
      const token = decodeToken(text, options);
      const claims = checkClaims(token.payload, expected, clock() / 1000);
      const keys = await keySet.find(token.kid);
      if (!keys) throw new InvalidToken('unknown_key');
      if (!keys.hasSigned(token)) throw new InvalidToken('signature');
      return claims;
    },
  };
}

function addressOfKeys({ issuer, jwksUri, allowHttpLoopback = false }: TokenVerifierOptions) {
  if (jwksUri !== undefined) return readAddress('jwksUri', jwksUri, { allowHttpLoopback });
  return async () => (await import('./discover-key-set.ts')).discoverKeySet(issuer);
}

function describe(error: unknown): Record<string, unknown> {
  if (error instanceof RequestFailed) return { reason: error.reason, detail: error.detail };
  return { reason: error instanceof SyntaxError ? 'The response is not JSON.' : String(error) };
}
