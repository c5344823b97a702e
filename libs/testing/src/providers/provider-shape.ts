import type { TokenAlgorithm } from '../mint-token.ts';

type Claims = Readonly<Record<string, unknown>>;

/** How tokens of one provider look, and how an application is told about it. */
export type ProviderShape = Readonly<{
  /** The provider's own description of these tokens. */
  source: string;
  /** Variables that describe the provider; the address of the keys is added. */
  environment: Readonly<Record<string, string>>;
  issuer: string;
  /** How it signs. Default RS256. */
  algorithm?: TokenAlgorithm;
  /** What the gateway asks for: `aud`, or `client_id` without it. */
  audience: string;
  header?: Claims;
  /** Claims beside `iss`, of a caller who has the role USERS and the scope orders:read, as far as the provider can say so. */
  claims: Claims;
  roles: readonly string[];
  scopes: readonly string[];
  /** Names that lead to the roles, from the outermost claim inwards; absent: this provider's tokens cannot name any. */
  rolesAt?: readonly string[];
  /** What the provider calls a role, by the role. Default: the same. */
  roleNames?: Readonly<Record<string, string>>;
  /** The claim of scopes, separated by spaces or a list; absent: this provider's tokens cannot name any. */
  scopesAt?: Readonly<{ claim: string; form: 'text' | 'list' }>;
  /** What differs in the token that a program has in its own name, `undefined` for what it lacks; absent: there is none. */
  machine?: Claims;
  /** What the provider calls another kind of token, by what differs. */
  otherKinds?: Readonly<Record<string, Readonly<{ header?: Claims; claims: Claims }>>>;
  /** Claims by which the token is meant for another audience; default another `aud`. */
  forOthers?: Claims;
}>;

/** Seconds since 1970. */
export const NOW = Math.floor(Date.now() / 1000);
/** Times of a token that was issued a minute ago and lives for an hour. */
export const TIMES = { iat: NOW - 60, exp: NOW + 3540 };
