/**
 * Quotas of HTTP APIs and of Lambda, in bytes and milliseconds.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const LIMITS = {
  /** Request line and headers together. */
  requestHead: 10_240,
  /** Request body at the gateway; the function's own limit is met first. */
  payload: 10 * 1024 * 1024,
  /** The event, as JSON. */
  invocationRequest: 6_291_456,
  /** What the function returns, as JSON: 6 MB and the envelope's 100 bytes. */
  invocationResponse: 6_291_556,
  integrationTimeoutMs: 30_000,
  /** `arn:aws:execute-api:…/stage/METHOD/path`, on routes with an authorizer. */
  methodArn: 1_600,
  /** Discovery document and key set, each; neither is retried. */
  keyFetchMs: 1_500,
  keySet: 150_000,
  /** How long a public key stays good without being fetched again. */
  keyCacheMs: 2 * 60 * 60 * 1000,
} as const;
