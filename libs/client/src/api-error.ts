/** One rejected field: its name, where it is safe to repeat, and what was expected of it. */
export type FieldError = Readonly<{ field?: string; detail: string }>;

/**
 * Who said no, and in which words.
 *
 * - `problem`: the application, as RFC 9457 `application/problem+json`
 * - `oauth`: the token endpoint, as RFC 6749 §5.2
 * - `gateway`: API Gateway, before the application was asked, as `{"message": …}`
 * - `network`: no response, the connection failed
 * - `timeout`: no response within the time there was
 * - `unexpected`: something else than this API: a proxy, a page, a body that does not parse
 */
export type ErrorKind = 'problem' | 'oauth' | 'gateway' | 'network' | 'timeout' | 'unexpected';

export type ApiErrorFields = Readonly<{
  kind: ErrorKind;
  /** HTTP status; 0 when there was no response. */
  status: number;
  /** Stable, for programs: the status and three digits, such as `403003`; `network` or `timeout` without a response. */
  code: string;
  /** What the status means, for people. */
  title: string;
  /** One sentence, for people. */
  detail: string;
  /** What was wrong with which field; `problem` only. */
  errors?: readonly FieldError[];
  /** The `error` of RFC 6749, such as `invalid_grant`; `oauth` only. */
  oauthError?: string;
  /** Seconds until asking again is of use, as the response says. */
  retryAfter?: number;
  /** The challenge of a 401, or of a 403 for a missing scope. */
  wwwAuthenticate?: string;
  /** The request's id in the gateway's log, and the function's. */
  requestId?: string;
}>;

/**
 * Every failure of a call. Its message is {@link ApiErrorFields.detail}, its `cause` what was thrown below it.
 *
 * It never holds the request: no token, no password, no body.
 */
export class ApiError extends Error implements ApiErrorFields {
  override readonly name = 'ApiError';
  readonly kind: ErrorKind;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  declare readonly errors?: readonly FieldError[];
  declare readonly oauthError?: string;
  declare readonly retryAfter?: number;
  declare readonly wwwAuthenticate?: string;
  declare readonly requestId?: string;

  constructor(fields: ApiErrorFields, options?: { cause?: unknown }) {
    super(fields.detail, options);
    this.kind = fields.kind;
    this.status = fields.status;
    this.code = fields.code;
    this.title = fields.title;
    this.detail = fields.detail;
    // The others are own properties only where the response has them.
    Object.assign(this, fields);
  }
}

/** The error of a connection that failed. In a browser, also of a response that CORS keeps from the page. */
export function networkError(cause: unknown): ApiError {
  const detail = 'There is no response: the connection failed.';
  return new ApiError(
    { kind: 'network', status: 0, code: 'network', title: 'No Response', detail },
    { cause },
  );
}

/** The error of a call that took longer than it had. */
export function timeoutError(timeoutMs: number): ApiError {
  const detail = `There was no response within ${timeoutMs} ms.`;
  return new ApiError({ kind: 'timeout', status: 0, code: 'timeout', title: 'Timeout', detail });
}
