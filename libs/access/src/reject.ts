import { ERRORS, Problem, type ErrorEntry } from '@lambda-nest/problem';
import type { Declaration } from './declaration.ts';
import type { Reason } from './decide.ts';

/** 401 without credentials: an invitation to sign in, and no error (RFC 6750 §3.1). */
export function credentialsMissing(): Problem {
  return notKnown(ERRORS.tokenMissing, 'Bearer');
}

/** 401 for a token that is no (longer) good. Why goes to the log, not to the caller. */
export function credentialsRejected(cause?: unknown): Problem {
  return notKnown(ERRORS.tokenInvalid, 'Bearer error="invalid_token"', cause);
}

/** 503 when it cannot be known whether the caller is who they say: neither let in nor told off. */
export function identityUnavailable(retryAfter: number, cause: unknown): Problem {
  return new Problem({
    ...ERRORS.identityUnavailable,
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) },
    cause,
  });
}

/** The response to a denied decision. No body names a role; a missing scope is named in the challenge (RFC 6750 §3.1). */
export function rejectionOf(reason: Reason, declaration: Declaration | undefined): Problem {
  switch (reason) {
    case 'unknown-caller':
      return credentialsMissing();
    case 'no-role':
      return new Problem(ERRORS.noGroup);
    case 'other-role':
      return new Problem(ERRORS.otherGroup);
    case 'scope-missing':
      return new Problem({
        ...ERRORS.scopeMissing,
        headers: {
          'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scopesOf(declaration)}"`,
        },
      });
    default:
      return new Problem(ERRORS.forbidden);
  }
}

function scopesOf(declaration: Declaration | undefined): string {
  return declaration?.kind === 'restricted' ? (declaration.scopes ?? []).join(' ') : '';
}

function notKnown(error: ErrorEntry & { detail: string }, challenge: string, cause?: unknown): Problem {
  return new Problem({ ...error, headers: { 'WWW-Authenticate': challenge }, cause });
}
