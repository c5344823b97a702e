import { expect, it } from '@jest/globals';
import { createThrottle } from './create-throttle.ts';

it('lets a burst through, then as many as the rate refills', () => {
  let now = 0;
  const mayPass = createThrottle({ rate: 10, burst: 3 }, () => now);
  const ask = (count: number): boolean[] => Array.from({ length: count }, mayPass);
  expect(ask(4)).toEqual([true, true, true, false]);
  now += 100;
  expect(ask(2)).toEqual([true, false]);
  now += 60_000;
  expect(ask(4)).toEqual([true, true, true, false]);
});
