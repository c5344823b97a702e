import { describe, expect, it } from '@jest/globals';
import { makeTrace, SHAPES, type Segment } from './make-trace.ts';

const counted = (trace: readonly Segment[]): readonly Segment[] => trace.filter(({ weight }) => weight > 0);
const simulated = (trace: readonly Segment[]): number =>
  counted(trace).reduce((sum, { rate, seconds }) => sum + rate * seconds, 0);
const represented = (trace: readonly Segment[]): number =>
  counted(trace).reduce((sum, { seconds, weight }) => sum + seconds * weight, 0);

describe('makeTrace', () => {
  it.each(SHAPES)('leads in to %s for a minute, of which nothing counts', (shape) => {
    const leadIn = makeTrace(shape, 100, 1e6).filter(({ weight }) => weight === 0);
    expect(leadIn.map(({ start }) => start)).toEqual(
      Array.from({ length: 60 }, (_none, second) => second - 60),
    );
  });

  it('makes a steady rate last as long as the requests allow', () => {
    expect(counted(makeTrace('steady', 100, 1e6))).toEqual([
      { start: 0, seconds: 10_000, rate: 100, weight: 1 },
    ]);
  });

  it.each([1, 100, 10_000])(
    'lets a day of %d requests/s stand for a day, however few are simulated',
    (rate) => {
      const day = makeTrace('diurnal', rate, 1e6);
      expect(represented(day)).toBeCloseTo(86_400);
      expect(simulated(day)).toBeLessThanOrEqual(1e6 * 1.001);
    },
  );

  it('lets a day swing between a tenth and 1.9 times its mean', () => {
    const rates = counted(makeTrace('diurnal', 10, 1e7)).map(({ rate }) => rate);
    expect([Math.min(...rates), Math.max(...rates)].map((rate) => Math.round(rate))).toEqual([1, 19]);
    expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeCloseTo(10);
  });

  it('has at least one burst of five times the rate, for ten seconds of five minutes', () => {
    const bursts = counted(makeTrace('burst', 10_000, 1));
    expect(bursts.map(({ seconds, rate }) => [seconds, rate])).toEqual([
      [150, 10_000],
      [10, 50_000],
      [140, 10_000],
    ]);
  });
});
