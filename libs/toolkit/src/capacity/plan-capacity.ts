import { costOf, type Cost } from './cost-of.ts';
import type { FunctionTimes } from './function-times.ts';
import { raiseQuotas } from './raise-quotas.ts';
import { makeTrace, SHAPES, type Shape } from './make-trace.ts';
import type { Architecture, Prices } from './prices.ts';
import { MIN_UNRESERVED, NO_QUOTAS, type Quotas } from './quotas.ts';
import { simulateSandboxes, type Habits, type Simulated } from './simulate-sandboxes.ts';

export type Model = Readonly<{
  times: FunctionTimes;
  quotas: Quotas;
  habits: Habits;
  prices: Prices;
  architecture: Architecture;
  memoryMb: number;
  /** Of a request, in both logs together. */
  logBytes: number;
  /** Requests a second of the scenarios. */
  rates: readonly number[];
  /** About as many are simulated for each scenario at most. */
  maxRequests: number;
  seed: number;
}>;

export type Needed = Readonly<{ concurrency: number; rate: number }>;

/** One traffic at one rate, with or without provisioned concurrency. */
export type Scenario = Readonly<{
  shape: Shape;
  rate: number;
  provisioned: number;
  simulated: Simulated;
  cost: Cost;
  /** What the traffic needs where no quota rejects anything. */
  needed: Needed;
  /** The same with the quotas that can be raised at what is needed, where the quotas as they are reject requests. */
  raised?: Readonly<{ simulated: Simulated; quotas: Quotas }>;
}>;

/** Simulates every traffic: without quotas, to know what it needs; with them on demand; and with provisioned concurrency for the peak. */
export function planCapacity(model: Model): readonly Scenario[] {
  return SHAPES.flatMap((shape) => model.rates.flatMap((rate) => planTraffic(shape, rate, model)));
}

function planTraffic(shape: Shape, rate: number, model: Model): readonly Scenario[] {
  const { quotas, maxRequests } = model;
  const trace = makeTrace(shape, rate, maxRequests);
  const simulate = (provisioned: number, allowed: Quotas, times = model.times): Simulated =>
    simulateSandboxes(trace, { ...model, times, quotas: allowed, provisioned });
  const unlimited = simulate(0, NO_QUOTAS);
  const needed = {
    concurrency: unlimited.peakConcurrency,
    rate: Math.max(...trace.map((segment) => segment.rate)),
  };
  // Requests that wait for a start make the peak higher; provisioned sandboxes have started.
  const started = simulate(0, NO_QUOTAS, { ...model.times, setupMs: 0, initMs: 0 });
  const most = quotas.accountConcurrency - MIN_UNRESERVED;
  return [0, Math.min(started.peakConcurrency, most)].map((provisioned) => {
    const simulated = simulate(provisioned, quotas);
    const isRejecting = simulated.served < simulated.requests;
    const enough = raiseQuotas(needed, quotas);
    return {
      shape,
      rate,
      provisioned,
      simulated,
      needed,
      ...(isRejecting && { raised: { simulated: simulate(provisioned, enough), quotas: enough } }),
      cost: costOf(simulated, { ...model, provisioned }, model.prices),
    };
  });
}
