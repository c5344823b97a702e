import { formatCount } from './format-number.ts';
import type { Needed } from './plan-capacity.ts';
import { REQUESTS_PER_CONCURRENCY, type Quotas } from './quotas.ts';
import { raiseQuotas } from './raise-quotas.ts';
import type { Quota, Simulated } from './simulate-sandboxes.ts';

/** A quota that rejects requests of a scenario, and what to do. */
export type MetQuota = Readonly<{ quota: Quota; share: number; advice: string }>;

/**
 * The quotas that reject requests of a scenario, the worst first.
 *
 * @param provisioned sandboxes of provisioned concurrency
 */
export function findMetQuotas(
  simulated: Simulated,
  quotas: Quotas,
  { needed, provisioned }: { needed: Needed; provisioned: number },
): readonly MetQuota[] {
  const enough = raiseQuotas(needed, quotas);
  const advice: Readonly<Record<Quota, string>> = {
    gateway:
      `API Gateway takes ${formatCount(quotas.gatewayRate)} requests/s of an account in a region: request ${formatCount(enough.gatewayRate)} in Service Quotas ` +
      '(Throttle rate), or spread the API over accounts or regions.',
    accountConcurrency:
      `Lambda runs ${formatCount(quotas.accountConcurrency)} invocations at once in the account: request ${formatCount(enough.accountConcurrency)} in Service Quotas ` +
      '(Concurrent executions), or make invocations shorter.',
    requestRate:
      `Lambda takes ${REQUESTS_PER_CONCURRENCY} requests/s for each unit of concurrency, ` +
      `${formatCount(REQUESTS_PER_CONCURRENCY * quotas.accountConcurrency)} here, however short they are: request a concurrency of ` +
      `${formatCount(enough.accountConcurrency)} in Service Quotas (Concurrent executions).`,
    scaling:
      `Lambda gives a function ${formatCount(quotas.scalingPerTenSeconds)} more sandboxes in ten seconds, and no quota raises it: ` +
      (provisioned > 0 ? 'provision more of them' : 'provision concurrency') +
      ' before the burst, make invocations shorter, or queue what can wait.',
  };
  return (Object.entries(simulated.rejected) as [Quota, number][])
    .filter(([, count]) => count > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([quota, count]) => ({ quota, share: count / simulated.requests, advice: advice[quota] }));
}
