import { ERRORS, Problem } from '@lambda-nest/problem';

/** What has failed too often: a pair of account and network, an account, a network, or the provider's own count of them. */
export type LockedBy = 'account and network' | 'account' | 'network' | 'provider';

/** 429 with `Retry-After`, the same whether or not the account exists. */
export class SignInLocked extends Problem {
  readonly by: LockedBy;
  /** Whole seconds. */
  readonly retryAfter: number;

  constructor(by: LockedBy, seconds: number) {
    const retryAfter = Math.max(1, Math.ceil(seconds));
    super({
      ...ERRORS.tooManySignIns,
      headers: { 'Retry-After': String(retryAfter) },
    });
    this.by = by;
    this.retryAfter = retryAfter;
  }
}
