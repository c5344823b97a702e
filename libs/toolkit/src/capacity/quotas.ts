/** What AWS allows of an account in a region, and of one function. */
export type Quotas = Readonly<{
  /** Invocations at once in the account, those of provisioned concurrency included. */
  accountConcurrency: number;
  /** Sandboxes that a function may gain in ten seconds. */
  scalingPerTenSeconds: number;
  /** Requests a second, and at once above them, that API Gateway takes for all APIs of the account. */
  gatewayRate: number;
  gatewayBurst: number;
}>;

/**
 * What an account has that asked for nothing. A new account may have less concurrency: Service Quotas shows what it has.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const DEFAULT_QUOTAS: Quotas = {
  accountConcurrency: 1000,
  scalingPerTenSeconds: 1000,
  gatewayRate: 10_000,
  gatewayBurst: 5000,
};

/** More than anything that is simulated needs: shows what to ask for. */
export const NO_QUOTAS: Quotas = {
  accountConcurrency: Infinity,
  scalingPerTenSeconds: Infinity,
  gatewayRate: Infinity,
  gatewayBurst: Infinity,
};

/**
 * Synchronous invocations a second that Lambda takes for each unit of concurrency.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export const REQUESTS_PER_CONCURRENCY = 10;

/** Units of concurrency that Lambda keeps from being reserved or provisioned. */
export const MIN_UNRESERVED = 100;
