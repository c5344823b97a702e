/** Why the authorizer lets a request not through. */
export type AuthorizerRejection = {
  status: 401 | 403;
  /** For the terminal. Never sent. */
  reason: string;
  /** The text AWS publishes for the case, sent in `www-authenticate`; most cases have none published. */
  description?: string;
};

export const rejectToken = (reason: string, description?: string): AuthorizerRejection => ({
  status: 401,
  reason,
  ...(description && { description }),
});

/**
 * Value of `www-authenticate` for a 401.
 *
 * Parameters are separated by spaces and `scope` is empty, as published. Assumed: no `error_description` where AWS
 * publishes none, and the bare scheme when there was no token.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
export function challengeOf({ description }: AuthorizerRejection, hasToken: boolean): string {
  if (!hasToken) return 'Bearer';
  const detail = description ? ` error_description="${description}"` : '';
  return `Bearer scope="" error="invalid_token"${detail}`;
}
