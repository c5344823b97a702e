import { Problem } from '@lambda-nest/problem';
import type { Declaration } from './declaration.ts';
import type { Reason } from './decide.ts';

/** 401 without credentials: an invitation to sign in, and no error (RFC 6750 §3.1). */
export function credentialsMissing(): Problem {
  return notKnown('Sign in first: this route needs a bearer token.', 'Bearer');
}

/** 401 for a token that is no (longer) good. Why goes to the log, not to the caller. */
export function credentialsRefused(cause?: unknown): Problem {
  return notKnown('The bearer token is not valid.', 'Bearer error="invalid_token"', cause);
}

/** 503 when it cannot be known whether the caller is who they say: neither let in nor told off. */
export function identityUnavailable(retryAfter: number, cause: unknown): Problem {
  return new Problem({
    status: 503,
    detail: 'Your identity cannot be verified right now. Try again later.',
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) },
    cause,
  });
}

/** The answer to a denied decision. No body names a role; a missing scope is named in the challenge (RFC 6750 §3.1). */
export function refusalOf(reason: Reason, declaration: Declaration | undefined): Problem {
  switch (reason) {
    case 'unknown-caller':
      return credentialsMissing();
    case 'no-role':
      return new Problem({ status: 403, code: '403002', detail: 'You belong to no group.' });
    case 'other-role':
      return new Problem({ status: 403, code: '403003', detail: 'None of your groups may do this.' });
    case 'scope-missing':
      return new Problem({
        status: 403,
        code: '403005',
        detail: 'The token lacks the scope this route needs.',
        headers: {
          'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scopesOf(declaration)}"`,
        },
      });
    default:
      return new Problem({ status: 403, detail: 'You may not do this.' });
  }
}

function scopesOf(declaration: Declaration | undefined): string {
  return declaration?.kind === 'restricted' ? (declaration.scopes ?? []).join(' ') : '';
}

function notKnown(detail: string, challenge: string, cause?: unknown): Problem {
  return new Problem({
    status: 401,
    code: '401001',
    detail,
    headers: { 'WWW-Authenticate': challenge },
    cause,
  });
}
