import { createAgenda } from './create-agenda.ts';
import { createBucket } from './create-bucket.ts';
import { createHistogram, type Histogram } from './create-histogram.ts';
import { createRandom, normal } from './create-random.ts';
import { spreadOf, type FunctionTimes } from './function-times.ts';
import type { Segment } from './make-trace.ts';
import { REQUESTS_PER_CONCURRENCY, type Quotas } from './quotas.ts';

/** How Lambda treats sandboxes, which it does not promise. */
export type Habits = Readonly<{
  /** How long a sandbox is kept that nothing is sent to, in seconds. */
  idleSeconds: number;
  /** After which age none is used again, in seconds. */
  lifetimeSeconds: number;
}>;

/** What may reject a request. */
export type Quota = 'gateway' | 'accountConcurrency' | 'requestRate' | 'scaling';

export type Simulated = Readonly<{
  /** Requests that arrived, and of them those that got a response of the function. */
  requests: number;
  served: number;
  /** Requests that waited for the start of a sandbox. */
  cold: number;
  /** Requests that were rejected, by the quota that did it. */
  rejected: Readonly<Record<Quota, number>>;
  /** The most invocations at once. */
  peakConcurrency: number;
  /** The most sandboxes, those of provisioned concurrency left out. */
  sandboxes: number;
  /** Milliseconds from the request to the response, as the function takes them. */
  latency: Histogram;
  /** Seconds that the trace stands for. */
  seconds: number;
  /** Milliseconds that are paid for, INIT included: on demand, and in provisioned sandboxes. */
  billedMs: number;
  provisionedMs: number;
}>;

const NONE_REJECTED: Readonly<Record<Quota, number>> = {
  gateway: 0,
  accountConcurrency: 0,
  requestRate: 0,
  scaling: 0,
};
/** Stands for a sandbox of the provisioned concurrency, of which one is like another. */
const PROVISIONED = -1;

/**
 * Sends the requests of a trace to a function, one after another in time. A request takes a provisioned sandbox that is free, then
 * the one on demand that became free last, then a new one, then it is rejected, as it is when a quota is used up.
 *
 * @param provisioned sandboxes that are always there
 */
export function simulateSandboxes(
  trace: readonly Segment[],
  {
    times,
    quotas,
    habits,
    provisioned,
    seed,
  }: { times: FunctionTimes; quotas: Quotas; habits: Habits; provisioned: number; seed: number },
): Simulated {
  const random = createRandom(seed);
  const spread = spreadOf(times);
  const passesGateway = createBucket(quotas.gatewayRate, quotas.gatewayBurst);
  const perSecond = REQUESTS_PER_CONCURRENCY * quotas.accountConcurrency;
  const isWithinRate = createBucket(perSecond, perSecond);
  const mayGrow = createBucket(quotas.scalingPerTenSeconds / 10, quotas.scalingPerTenSeconds);
  const running = createAgenda();
  const births: number[] = [];
  const lastUses: number[] = [];
  // By when each became free; those from `eldest` on still exist.
  const free: number[] = [];
  let eldest = 0;
  let freeProvisioned = provisioned;
  let busy = 0;
  let sandboxes = 0;

  const latency = createHistogram();
  const rejected = { ...NONE_REJECTED };
  const sums = { requests: 0, served: 0, cold: 0, seconds: 0, billedMs: 0, provisionedMs: 0 };
  const peaks = { peakConcurrency: 0, sandboxes: 0 };
  // Quotas see the simulated seconds alone: what is left out of a sampled minute would let them recover.
  let simulatedUntil = 0;
  let segmentStart = 0;

  const finishUntil = (at: number): void => {
    while (running.next() <= at) {
      const ended = running.next();
      const sandbox = running.take();
      busy -= 1;
      if (sandbox === PROVISIONED) freeProvisioned += 1;
      else {
        lastUses[sandbox] = ended;
        free.push(sandbox);
      }
    }
  };
  const forgetIdle = (at: number): void => {
    while (eldest < free.length && at - (lastUses[free[eldest] ?? 0] ?? 0) > habits.idleSeconds) {
      eldest += 1;
      sandboxes -= 1;
    }
    // Their places are given back now and then, not each time.
    if (eldest <= 1024) return;
    free.splice(0, eldest);
    eldest = 0;
  };
  const takeFree = (at: number): number | undefined => {
    while (free.length > eldest) {
      const sandbox = free.pop() ?? 0;
      if (at - (births[sandbox] ?? 0) <= habits.lifetimeSeconds) return sandbox;
      sandboxes -= 1;
    }
    return undefined;
  };

  const arrive = (at: number, weight: number): void => {
    const counts = weight > 0;
    const quotaClock = simulatedUntil + at - segmentStart;
    const reject = (quota: Quota): void => {
      rejected[quota] += weight;
    };
    sums.requests += weight;
    if (!passesGateway(quotaClock)) return reject('gateway');
    if (busy >= quotas.accountConcurrency) return reject('accountConcurrency');
    if (!isWithinRate(quotaClock)) return reject('requestRate');
    const waitMs = times.waitMs === 0 ? 0 : times.waitMs * Math.exp(spread * normal(random));
    const workMs = times.computeMs + waitMs;
    let startMs = 0;
    let sandbox = PROVISIONED;
    if (freeProvisioned > 0) freeProvisioned -= 1;
    else {
      forgetIdle(at);
      const found = takeFree(at);
      if (found === undefined) {
        if (!mayGrow(quotaClock)) return reject('scaling');
        sandbox = births.push(at) - 1;
        sandboxes += 1;
        startMs = times.setupMs + times.initMs;
      } else sandbox = found;
    }
    busy += 1;
    running.add(at + (startMs + workMs) / 1000, sandbox);
    if (!counts) return;
    peaks.peakConcurrency = Math.max(peaks.peakConcurrency, busy);
    peaks.sandboxes = Math.max(peaks.sandboxes, sandboxes);
    // A sampled second stands for many, but the sandboxes that start in it are those that the whole minute needed.
    const ownWeight = startMs > 0 ? 1 : weight;
    latency.add(startMs + workMs, ownWeight);
    sums.served += weight;
    if (startMs > 0) sums.cold += 1;
    const billed = Math.ceil(workMs) * weight + (startMs > 0 ? Math.ceil(times.initMs) : 0);
    if (sandbox === PROVISIONED) sums.provisionedMs += billed;
    else sums.billedMs += billed;
  };

  for (const { start, seconds, rate, weight } of trace) {
    finishUntil(start);
    segmentStart = start;
    let at = start - Math.log(1 - random()) / rate;
    while (at < start + seconds) {
      finishUntil(at);
      arrive(at, weight);
      at -= Math.log(1 - random()) / rate;
    }
    finishUntil(start + seconds);
    simulatedUntil += seconds;
    sums.seconds += seconds * weight;
  }
  return {
    ...sums,
    ...peaks,
    rejected,
    latency,
  };
}
