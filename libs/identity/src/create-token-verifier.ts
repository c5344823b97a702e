import type { Log } from '#log';
import { checkClaims } from './check-claims.ts';
import type { Preset } from './check-claims.ts';
import { decodeToken } from './decode-token.ts';
import { KeySet } from './key-set.ts';
import { readAddress } from './read-address.ts';
import { RequestFailed } from './send-request.ts';
import { InvalidToken } from './token.errors.ts';
import type { TokenVerifier } from './token.verifier.ts';

export type TokenVerifierOptions = Readonly<{
  /** Which claims must be there, and in what form; `presetFor` tells, with the next three. */
  preset: Preset;
  /** Compared with `iss` character by character. https. */
  issuer: string;
  /** A token is accepted if it is meant for one of these. At least one. */
  audiences: readonly string[];
  /** Where the issuer's keys are: the only address that is ever contacted. https, unless the last option allows more. */
  jwksUri: string;
  /** Firebase tenant whose users are accepted. Without it: only users of the project itself, never of a tenant. */
  tenantId?: string | undefined;
  /** `false` accepts tokens that have expired: for a laptop. Default `true`. */
  verifyExpiration?: boolean;
  /** Let `jwksUri` be http on a loopback host: for a laptop. Default `false`. */
  allowHttpLoopbackKeySet?: boolean;
  /** Milliseconds since 1970. Default: the system's clock. */
  clock?: () => number;
  /** Told when the keys cannot be fetched. */
  log?: Pick<Log, 'warn'>;
}>;

/**
 * Makes the verifier of one issuer's tokens: RS256 only, exact issuer, audience, times, subject and tenant, then the key
 * and the signature. Claims come first so that a token nobody could accept never makes the issuer be asked for keys.
 *
 * @throws TypeError when an option is wrong
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { jwksUri, verifyExpiration = true, clock = () => Date.now(), log } = options;
  readAddress('issuer', options.issuer);
  if (options.audiences.length === 0 || options.audiences.includes('')) {
    throw new TypeError('audiences must be one or more names.');
  }
  const expected = { ...options, verifyExpiration };
  const keySet = new KeySet({
    uri: readAddress('jwksUri', jwksUri, { allowHttpLoopback: options.allowHttpLoopbackKeySet === true }),
    clock,
    onFailure: (error) => log?.warn('The signing keys of the issuer cannot be fetched.', describe(error)),
  });
  return {
    prefetch: () => keySet.prefetch(),
    verify: async (text) => {
      const token = decodeToken(text);
      const claims = checkClaims(token.payload, expected, clock() / 1000);
      const keys = await keySet.find(token.kid);
      if (!keys) throw new InvalidToken('unknown_key');
      if (!keys.hasSigned(token)) throw new InvalidToken('signature');
      return claims;
    },
  };
}

function describe(error: unknown): Record<string, unknown> {
  if (error instanceof RequestFailed) return { reason: error.reason, detail: error.detail };
  return { reason: error instanceof SyntaxError ? 'The answer is not JSON.' : String(error) };
}
