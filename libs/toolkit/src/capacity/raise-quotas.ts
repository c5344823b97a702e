import type { Needed } from './plan-capacity.ts';
import { REQUESTS_PER_CONCURRENCY, type Quotas } from './quotas.ts';

/** Above the most that was needed, so that a worse day fits. */
const MARGIN = 1.25;

/** Quotas that suffice for a traffic, those that can be raised; none is lowered, and the scaling rate is the same for everyone. */
export function raiseQuotas({ concurrency, rate }: Needed, quotas: Quotas): Quotas {
  const gatewayRate = roundUp(rate * MARGIN);
  return {
    ...quotas,
    accountConcurrency: Math.max(
      quotas.accountConcurrency,
      roundUp(concurrency * MARGIN),
      roundUp(gatewayRate / REQUESTS_PER_CONCURRENCY),
    ),
    gatewayRate: Math.max(quotas.gatewayRate, gatewayRate),
  };
}

/** Two significant digits are enough to ask for. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}
