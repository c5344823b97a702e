import { isUtf8 } from 'node:buffer';
import { isJsonObject, safeJsonParse } from 'aws-jwt-verify/safe-json-parse';
import { DEFAULT_ALGORITHMS, type Algorithm } from './algorithms.ts';
import { InvalidToken } from './token.errors.ts';
import type { TokenKind } from './token-kind.ts';

/** A token in its parts. Nothing in it has been verified. */
export type DecodedToken = Readonly<{
  alg: Algorithm;
  kid: string;
  payload: Readonly<Record<string, unknown>>;
  headerB64: string;
  payloadB64: string;
  signatureB64: string;
}>;

/** Longest token that is looked at, in characters. */
export const LONGEST_TOKEN = 16_384;

// Three parts of base64url without padding or white space (RFC 7515 §2, §7.1).
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

// RFC 8725 §3.11: other kinds of token of the same issuer (a log-out token, say) name themselves here.
const ACCESS_TYPES = ['at+jwt', 'application/at+jwt'];
const TYPES: Readonly<Record<TokenKind, ReadonlySet<string>>> = {
  any: new Set(['jwt', ...ACCESS_TYPES]),
  access: new Set(['jwt', ...ACCESS_TYPES]),
  'at+jwt': new Set(ACCESS_TYPES),
};

/** What the header of a token may say. */
export type HeaderRules = Readonly<{
  /** Default RS256 alone. */
  algorithms?: readonly Algorithm[] | undefined;
  /** Default `any`. */
  tokenKind?: TokenKind | undefined;
}>;

/**
 * Takes a compact JWS apart, and rejects at once what its header rules out: an algorithm that is not listed, no `kid`, a
 * `crit` header, another `typ` than `JWT` or `at+jwt`, a payload that is not an object in UTF-8.
 *
 * A key or a key's address in the header (`jwk`, `jku`, `x5c`, `x5u`) is not even read.
 */
export function decodeToken(
  token: string,
  { algorithms = DEFAULT_ALGORITHMS, tokenKind = 'any' }: HeaderRules = {},
): DecodedToken {
  if (token.length > LONGEST_TOKEN) throw new InvalidToken('too_long');
  const parts = COMPACT.exec(token);
  if (!parts) throw new InvalidToken('malformed');
  const [, headerB64 = '', payloadB64 = '', signatureB64 = ''] = parts;
  const { alg: named, kid, typ, crit } = readObject(headerB64);
  const alg = algorithms.find((algorithm) => algorithm === named);
  if (alg === undefined) throw new InvalidToken('algorithm');
  if (crit !== undefined || !isKnownType(typ, tokenKind)) throw new InvalidToken('header');
  if (typeof kid !== 'string' || kid === '') throw new InvalidToken('unknown_key');
  return { alg, kid, payload: readObject(payloadB64), headerB64, payloadB64, signatureB64 };
}

function isKnownType(typ: unknown, kind: TokenKind): boolean {
  if (typ === undefined) return kind !== 'at+jwt';
  return typeof typ === 'string' && TYPES[kind].has(typ.toLowerCase());
}

function readObject(part: string): Record<string, unknown> {
  const bytes = Buffer.from(part, 'base64url');
  if (!isUtf8(bytes)) throw new InvalidToken('malformed');
  try {
    const value = safeJsonParse(bytes.toString());
    if (isJsonObject(value)) return value;
  } catch {
    // The parser quotes what it could not read.
  }
  throw new InvalidToken('malformed');
}
