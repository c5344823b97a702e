/** The state of the caller's account cannot be known now (503): nothing may be allowed that depends on it. */
export class AccountUnknown extends Error {
  static readonly CODE = 'ACCOUNT_UNKNOWN';
  override readonly name = 'AccountUnknown';
  readonly code = AccountUnknown.CODE;
  /** Seconds after which another attempt makes sense. */
  readonly retryAfter = 2;

  constructor() {
    super('The state of the account cannot be known.');
  }
}
