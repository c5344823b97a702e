import type { ApiError } from './api-error.ts';

const FIRST_BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 5_000;

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/**
 * Milliseconds to wait before a call that failed is sent again; nothing when it must not be.
 *
 * The wait is random between zero and a bound that doubles, on top of what `Retry-After` asks for: so clients that
 * failed together do not come back together.
 *
 * @param attempt how often it was sent again already
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelay(error: ApiError, method: string, attempt: number): number | undefined {
  if (!IDEMPOTENT.has(method) || !isTransient(error)) return undefined;
  const bound = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt);
  return (error.retryAfter ?? 0) * 1000 + Math.random() * bound;
}

/**
 * Whether a 401 tells of the gateway's trouble and not of the token's: it cannot reach the issuer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function isIssuerOutage({ kind, status, wwwAuthenticate = '' }: ApiError): boolean {
  return kind === 'gateway' && status === 401 && / communication error"/.test(wwwAuthenticate);
}

function isTransient(error: ApiError): boolean {
  return error.kind === 'network' || error.status === 429 || error.status === 503 || isIssuerOutage(error);
}
