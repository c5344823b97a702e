import type { Architecture, Prices, Tier } from './prices.ts';
import type { Simulated } from './simulate-sandboxes.ts';

/** Dollars for a million requests that were served, by what they are for. */
export type Cost = Readonly<{
  gateway: number;
  requests: number;
  duration: number;
  provisioned: number;
  logs: number;
  total: number;
}>;

/** What the costs depend on besides the traffic. */
export type Deployment = Readonly<{
  architecture: Architecture;
  memoryMb: number;
  /** Sandboxes of provisioned concurrency. */
  provisioned: number;
  /** Of a request, in both logs together. */
  logBytes: number;
}>;

const MONTH_SECONDS = 30 * 86_400;

/** What a month of the traffic costs, for a million requests. Data transfer, and what the function calls, come on top. */
export function costOf(
  { requests, served, seconds, billedMs, provisionedMs }: Simulated,
  { architecture, memoryMb, provisioned, logBytes }: Deployment,
  prices: Prices,
): Cost {
  const months = seconds / MONTH_SECONDS;
  const gigabytes = memoryMb / 1024;
  const perMillion = (dollars: number): number => (served === 0 ? 0 : (dollars / served) * 1e6);
  const tiered = (quantity: number, tiers: readonly Tier[]): number =>
    priceOf(quantity / months, tiers) * months;
  const cost = {
    gateway: perMillion(tiered(requests, prices.httpApiRequest)),
    requests: perMillion(served * prices.lambdaRequest),
    duration: perMillion(
      tiered((billedMs / 1000) * gigabytes, prices.duration[architecture]) +
        (provisionedMs / 1000) * gigabytes * prices.provisionedDuration[architecture],
    ),
    provisioned: perMillion(provisioned * gigabytes * seconds * prices.provisioned[architecture]),
    logs: perMillion((served * logBytes * prices.logGigabyte) / 1e9),
  };
  return { ...cost, total: Object.values(cost).reduce((sum, part) => sum + part, 0) };
}

/** Dollars for a quantity, each part of it at the price of its tier. */
export function priceOf(quantity: number, tiers: readonly Tier[]): number {
  let dollars = 0;
  let from = 0;
  for (const { upTo, dollars: each } of tiers) {
    dollars += Math.max(0, Math.min(quantity, upTo) - from) * each;
    from = upTo;
  }
  return dollars;
}
