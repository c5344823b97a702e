import type { Throttling } from '@lambda-nest/gateway/model';

/**
 * Counts requests against a token bucket, as API Gateway does for a stage: `true` lets one through.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function createThrottle(
  { rate, burst }: Throttling,
  clock: () => number = () => performance.now(),
): () => boolean {
  let tokens = burst;
  let refilled = clock();
  return () => {
    const now = clock();
    tokens = Math.min(burst, tokens + ((now - refilled) / 1000) * rate);
    refilled = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
