import { safeJsonParse } from 'aws-jwt-verify/safe-json-parse';
import { LONGEST_TOKEN } from './decode-token.ts';
import { InvalidToken } from './token.errors.ts';
import type { TokenVerifier } from './token.verifier.ts';

/**
 * One verifier for the tokens of several issuers. The unverified `iss` of a token chooses who verifies it, from this list
 * alone; that verifier then compares it again, and checks everything else.
 *
 * @param verifiers by issuer, exactly as `iss` has it
 */
export function combineVerifiers(verifiers: ReadonlyMap<string, TokenVerifier>): TokenVerifier {
  return {
    prefetch: () => {
      for (const verifier of verifiers.values()) verifier.prefetch();
    },
    verify: async (token) => {
      const issuer = readIssuer(token);
      const verifier = typeof issuer === 'string' ? verifiers.get(issuer) : undefined;
      if (!verifier) throw new InvalidToken('issuer');
      return verifier.verify(token);
    },
  };
}

function readIssuer(token: string): unknown {
  if (token.length > LONGEST_TOKEN) throw new InvalidToken('too_long');
  try {
    const payload = safeJsonParse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return (payload as { iss?: unknown } | null)?.iss;
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidToken('malformed');
    throw error;
  }
}
