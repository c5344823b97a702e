/** Why a change is not made: stable, for programs and tests. */
export type RejectionReason =
  /** There is no such account. */
  | 'not-found'
  /** An administrator may not change what the own account may, nor disable it. */
  | 'own-account'
  /** The change would leave no account that may manage accounts. */
  | 'last-administrator'
  /** The account is no longer what the caller saw. */
  | 'changed'
  /** The caller does not say what was seen. */
  | 'version-missing'
  /** A name that no route declares, or more than the provider keeps. */
  | 'invalid'
  /** The provider cannot do it for this account. */
  | 'impossible';

/** A change that is not made, with a sentence for who asked for it. */
export class AccountRejection extends Error {
  static readonly CODE = 'ACCOUNT_CHANGE_REJECTED';
  override readonly name = 'AccountRejection';
  readonly code = AccountRejection.CODE;
  readonly reason: RejectionReason;
  /** Member of the request that is to be changed. */
  readonly field: string | undefined;

  constructor(reason: RejectionReason, message: string, field?: string) {
    super(message);
    this.reason = reason;
    this.field = field;
  }
}

/** The provider cannot be asked, or rejects this program (503). Holds nothing that the provider said but a code. */
export class AccountsUnavailable extends Error {
  static readonly CODE = 'ACCOUNTS_UNAVAILABLE';
  override readonly name = 'AccountsUnavailable';
  readonly code = AccountsUnavailable.CODE;
  /** A code of the provider's library, such as `auth/insufficient-permission`. */
  readonly providerCode: string;
  /** Seconds after which another attempt makes sense. */
  readonly retryAfter = 5;

  constructor(providerCode: string) {
    super('The accounts of the identity provider cannot be reached.');
    this.providerCode = providerCode;
  }
}
