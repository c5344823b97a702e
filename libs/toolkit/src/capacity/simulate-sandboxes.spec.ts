import { describe, expect, it } from '@jest/globals';
import type { Segment } from './make-trace.ts';
import { DEFAULT_QUOTAS, NO_QUOTAS, type Quotas } from './quotas.ts';
import { simulateSandboxes, type Simulated } from './simulate-sandboxes.ts';

const TIMES = { setupMs: 100, initMs: 50, computeMs: 10, waitMs: 0, waitP99Ms: 0 };
const HABITS = { idleSeconds: 60, lifetimeSeconds: 3600 };
const HOUR: Segment = { start: 0, seconds: 3600, rate: 10, weight: 1 };

function simulate(
  trace: readonly Segment[],
  { quotas = NO_QUOTAS, provisioned = 0, seed = 1, times = TIMES, habits = HABITS } = {},
): Simulated {
  return simulateSandboxes(trace, { times, quotas, habits, provisioned, seed });
}

describe('simulateSandboxes', () => {
  it('does the same again with the same seed, and something else with another', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => simulate([HOUR], { seed }).requests);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('has about the requests of the rate, and serves them all without quotas', () => {
    const { requests, served } = simulate([HOUR]);
    expect(Math.abs(requests - 36_000)).toBeLessThan(4 * Math.sqrt(36_000));
    expect(served).toBe(requests);
  });

  // Little's law: 200 requests/s of 100 ms are 20 at once on average, with a standard deviation of √20.
  it('has as many at once as rate and duration make', () => {
    const times = { ...TIMES, computeMs: 100, setupMs: 0, initMs: 0 };
    const { peakConcurrency } = simulate([{ ...HOUR, seconds: 600, rate: 200 }], { times });
    expect(peakConcurrency).toBeGreaterThan(20 + 2.5 * Math.sqrt(20));
    expect(peakConcurrency).toBeLessThan(20 + 6.5 * Math.sqrt(20));
  });

  it('starts a sandbox for every request when they are further apart than one is kept', () => {
    const { requests, cold, latency } = simulate([{ ...HOUR, seconds: 1e6, rate: 1 / 5000 }]);
    expect(cold / requests).toBeGreaterThan(0.97);
    expect(latency.quantile(0.5)).toBeCloseTo(160, -1);
  });

  it('replaces a sandbox that is too old', () => {
    const young = simulate([HOUR], { habits: { ...HABITS, lifetimeSeconds: 60 } });
    expect(young.cold).toBeGreaterThan(simulate([HOUR]).cold + 50);
  });

  it('pays for INIT once for each cold start', () => {
    const trace = [{ ...HOUR, seconds: 1e6, rate: 1 / 5000 }];
    const { billedMs, cold, served } = simulate(trace);
    expect(billedMs).toBe(cold * 50 + served * 10);
  });

  it('starts none while provisioned sandboxes are free, and pays for them apart', () => {
    const { cold, billedMs, provisionedMs, served, latency } = simulate([HOUR], { provisioned: 50 });
    expect([cold, billedMs, provisionedMs]).toEqual([0, 0, served * 10]);
    expect(latency.quantile(1)).toBeCloseTo(10, 0);
  });

  it.each<[keyof Simulated['rejected'], Partial<Quotas>]>([
    ['gateway', { gatewayRate: 50, gatewayBurst: 10 }],
    ['requestRate', { accountConcurrency: 10 }],
    ['accountConcurrency', { accountConcurrency: 3 }],
    ['scaling', { scalingPerTenSeconds: 1 }],
  ])('rejects by the quota %s what exceeds it', (quota, quotas) => {
    const { rejected, requests, served } = simulate([{ ...HOUR, seconds: 60, rate: 200 }], {
      quotas: { ...NO_QUOTAS, ...quotas },
    });
    expect(rejected[quota]).toBeGreaterThan(0);
    expect(served + Object.values(rejected).reduce((sum, count) => sum + count, 0)).toBe(requests);
  });

  it('never has more at once than the account may have, provisioned ones included', () => {
    const quotas = { ...NO_QUOTAS, accountConcurrency: 5 };
    const { peakConcurrency } = simulate([{ ...HOUR, rate: 1000, seconds: 10 }], { quotas, provisioned: 3 });
    expect(peakConcurrency).toBe(5);
  });

  it('lets no quota recover in what a sampled minute leaves out', () => {
    const minutes = Array.from({ length: 60 }, (_none, minute) => ({
      start: minute * 60,
      seconds: 0.5,
      rate: 20_000,
      weight: 120,
    }));
    const { served, requests } = simulate(minutes, {
      quotas: { ...DEFAULT_QUOTAS, accountConcurrency: 1e5 },
    });
    // 10,000 of 20,000 a second, and the 5000 of the burst once.
    expect(served / requests).toBeGreaterThan(0.49);
    expect(served / requests).toBeLessThan(0.52);
  });
});
