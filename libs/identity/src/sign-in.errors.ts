/**
 * What the identity provider said when it rejected. For the log and for tests: the caller learns one thing only, or
 * they learn which accounts exist.
 *
 * @see https://firebase.google.com/docs/reference/rest/auth#section-error-format
 */
export const SIGN_IN_REJECTIONS = [
  'EMAIL_NOT_FOUND',
  'INVALID_EMAIL',
  'INVALID_PASSWORD',
  'INVALID_LOGIN_CREDENTIALS',
  'MISSING_EMAIL',
  'MISSING_PASSWORD',
  'PASSWORD_DOES_NOT_MEET_REQUIREMENTS',
  'USER_DISABLED',
  'USER_NOT_FOUND',
  'MFA_REQUIRED',
  'BLOCKING_FUNCTION_ERROR_RESPONSE',
  'INVALID_REFRESH_TOKEN',
  'MISSING_REFRESH_TOKEN',
  'PROJECT_NUMBER_MISMATCH',
  'TOKEN_EXPIRED',
] as const;

export type SignInRejection = (typeof SIGN_IN_REJECTIONS)[number];

/** Unknown account, wrong password, disabled account, second factor missing or bad refresh token: one response for all. */
export class SignInRejected extends Error {
  static readonly CODE = 'SIGN_IN_REJECTED';
  override readonly name = 'SignInRejected';
  readonly code = SignInRejected.CODE;
  readonly reason: SignInRejection;

  constructor(reason: SignInRejection) {
    super('The identity provider rejected the credentials.');
    this.reason = reason;
  }
}

/** The identity provider has closed the account, or this server's address, for a while. */
export class TooManyAttempts extends Error {
  static readonly CODE = 'TOO_MANY_ATTEMPTS';
  override readonly name = 'TooManyAttempts';
  readonly code = TooManyAttempts.CODE;
  /** Seconds after which another attempt makes sense. Google does not say: a minute. */
  readonly retryAfter = 60;

  constructor() {
    super('The identity provider takes no more attempts for a while.');
  }
}

/** Why it cannot be known whether the credentials are good. For the log. */
export type Outage =
  'time_out' | 'connection' | 'too_large' | 'status' | 'quota' | 'configuration' | 'unexpected_response';

/**
 * The identity provider could not be asked, or its response is not one (503). Neither message, cause nor stack holds an
 * address, the API key, or anything the caller sent.
 */
export class SignInUnavailable extends Error {
  static readonly CODE = 'SIGN_IN_UNAVAILABLE';
  override readonly name = 'SignInUnavailable';
  readonly code = SignInUnavailable.CODE;
  readonly reason: Outage;
  /** An error code of the system or of Google in capitals, if there is one. */
  readonly detail: string | undefined;
  /** Seconds after which another attempt makes sense. */
  readonly retryAfter = 5;

  constructor(reason: Outage, detail?: string) {
    super('The identity provider cannot be asked.');
    this.reason = reason;
    this.detail = detail;
  }
}
