const MESSAGES = {
  malformed: 'The token is not a JWS in compact form with a JSON header and payload.',
  too_long: 'The token is longer than 16384 characters.',
  header: 'The header of the token asks for something that is not supported.',
  algorithm: 'The token is signed with an algorithm that is not accepted.',
  unknown_key: 'The token is signed with a key that is not in the key set of the issuer.',
  signature: 'The signature of the token does not match.',
  issuer: 'The token comes from another issuer.',
  audience: 'The token is meant for another audience.',
  party: 'The token was given to another client.',
  kind: 'The token is of another kind than is accepted.',
  expired: 'The token has expired.',
  not_yet_valid: 'The token is not valid yet.',
  lifetime: 'The token lacks a usable exp, iat or auth_time.',
  subject: 'The token has no usable subject.',
  tenant: 'The token belongs to another tenant.',
  token_use: 'The token is neither an ID token nor an access token.',
} as const;

/** Why a token was rejected. Stable: for logs and tests; a caller learns only that the token is not valid. */
export type InvalidTokenReason = keyof typeof MESSAGES;

/** The bearer token must not be trusted (401). Neither message nor cause holds any text of the token. */
export class InvalidToken extends Error {
  static readonly CODE = 'TOKEN_INVALID';
  override readonly name = 'InvalidToken';
  readonly code = InvalidToken.CODE;
  readonly reason: InvalidTokenReason;

  constructor(reason: InvalidTokenReason) {
    super(MESSAGES[reason]);
    this.reason = reason;
  }
}

/** It cannot be known whether the token is good: the issuer's keys cannot be had and none are cached (503). */
export class KeysUnavailable extends Error {
  static readonly CODE = 'KEYS_UNAVAILABLE';
  override readonly name = 'KeysUnavailable';
  readonly code = KeysUnavailable.CODE;
  /** Whole seconds after which another attempt makes sense, at least 1: the value of `Retry-After`. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('The signing keys of the issuer cannot be had.');
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}
