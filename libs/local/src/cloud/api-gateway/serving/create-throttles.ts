import { createThrottle } from '../../../gateway/create-throttle.ts';
import type { Throttling } from '@lambda-nest/gateway/model';
import type { RouteSettings, StageRecord } from '../api-records.ts';

/** Limits of an account in a region. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT: Throttling = { rate: 10_000, burst: 5_000 };

export type Throttles = {
  /** Counts a request of a route, and says whether it may pass. */
  mayPass(apiId: string, stage: StageRecord, routeKey: string): boolean;
};

/**
 * Keeps a bucket for each stage, and one for each route with settings of its own, for as long as their limits stay the same.
 *
 * Assumed: a request of a route with its own limits counts in the bucket of that route alone.
 */
export function createThrottles(): Throttles {
  const buckets = new Map<string, { limits: Throttling; mayPass: () => boolean }>();
  return {
    mayPass(apiId, { StageName, DefaultRouteSettings, RouteSettings }, routeKey) {
      const own = limitsOf(RouteSettings[routeKey]);
      const limits = own ?? limitsOf(DefaultRouteSettings) ?? ACCOUNT;
      const key = [apiId, StageName, own ? routeKey : ''].join(' ');
      let bucket = buckets.get(key);
      if (bucket?.limits.rate !== limits.rate || bucket.limits.burst !== limits.burst) {
        bucket = { limits, mayPass: createThrottle(limits) };
        buckets.set(key, bucket);
      }
      return bucket.mayPass();
    },
  };
}

function limitsOf({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }: RouteSettings = {}):
  Throttling | undefined {
  return rate === undefined || burst === undefined ? undefined : { rate, burst };
}
