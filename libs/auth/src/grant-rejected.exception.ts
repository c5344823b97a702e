import { ERRORS, Problem } from '@lambda-nest/problem';

export type OAuthErrorCode = 'invalid_request' | 'invalid_grant' | 'unsupported_grant_type' | 'mfa_required';

/** A grant that is not given, in the words of RFC 6749 §5.2. */
export class GrantRejected extends Problem {
  readonly error: OAuthErrorCode;

  constructor(error: OAuthErrorCode, detail: string, cause?: unknown) {
    super({ ...ERRORS.grantRejected, detail, cause });
    this.error = error;
  }
}
