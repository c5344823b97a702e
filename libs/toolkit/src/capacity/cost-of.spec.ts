import { describe, expect, it } from '@jest/globals';
import { costOf, priceOf } from './cost-of.ts';
import { createHistogram } from './create-histogram.ts';
import { PRICES } from './prices.ts';
import type { Simulated } from './simulate-sandboxes.ts';

const MONTH = 30 * 86_400;
const DEPLOYMENT = { architecture: 'arm64', memoryMb: 1024, provisioned: 0, logBytes: 1000 } as const;

/** A million requests of 100 ms in a month. */
const TRAFFIC: Simulated = {
  requests: 1e6,
  served: 1e6,
  cold: 0,
  rejected: { gateway: 0, accountConcurrency: 0, requestRate: 0, scaling: 0 },
  peakConcurrency: 1,
  sandboxes: 1,
  latency: createHistogram(),
  seconds: MONTH,
  billedMs: 1e8,
  provisionedMs: 0,
};

describe('costOf', () => {
  it('adds up gateway, invocations, GB-seconds and logs', () => {
    const { total, ...parts } = costOf(TRAFFIC, DEPLOYMENT, PRICES);
    expect(parts.gateway).toBeCloseTo(1);
    expect(parts.requests).toBeCloseTo(0.2);
    expect(parts.duration).toBeCloseTo(1.33334);
    expect(parts.logs).toBeCloseTo(0.5);
    expect(parts.provisioned).toBe(0);
    expect(total).toBeCloseTo(3.03334);
  });

  it('pays for provisioned sandboxes whether or not anything runs', () => {
    const { provisioned } = costOf(TRAFFIC, { ...DEPLOYMENT, provisioned: 2 }, PRICES);
    expect(provisioned).toBeCloseTo(2 * MONTH * 0.0000033334);
  });

  it('costs half with half the memory', () => {
    expect(costOf(TRAFFIC, { ...DEPLOYMENT, memoryMb: 512 }, PRICES).duration).toBeCloseTo(1.33334 / 2);
  });

  it('pays the gateway for rejected requests too', () => {
    expect(costOf({ ...TRAFFIC, served: 5e5 }, DEPLOYMENT, PRICES).gateway).toBeCloseTo(2);
  });

  it('costs less for each above a tier of the month, however short the traffic was', () => {
    const day = { ...TRAFFIC, requests: 20e6, served: 20e6, seconds: MONTH / 30 };
    // 600 million a month: half of them at 1, half at 0.9.
    expect(costOf(day, DEPLOYMENT, PRICES).gateway).toBeCloseTo(0.95);
  });
});

describe('priceOf', () => {
  it.each([
    [0, 0],
    [10, 20],
    [15, 25],
  ])('is for %d units %d', (quantity, dollars) => {
    const tiers = [
      { upTo: 10, dollars: 2 },
      { upTo: Infinity, dollars: 1 },
    ];
    expect(priceOf(quantity, tiers)).toBe(dollars);
  });
});
