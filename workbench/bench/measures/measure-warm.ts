import { FASTIFY, GROWN, PRODUCT, WHOAMI, type Case } from '../cases.ts';
import type { Budget, Reading } from '../reading.ts';
import { runWorker } from './run-worker.ts';
import { takeTurns } from './take-turns.ts';
import { toReadings } from './to-readings.ts';

/** Invocations before the clock starts, and as many under it. */
const COUNT = 4000;
/** What verifying a signature may cost above Fastify's whole request, in µs. */
const VERIFICATION = 90;
/** The product with 300 more routes, × the product; what is above 1 is chance. */
const MAX_GROWTH = 1.1;

/** Microseconds per warm invocation, in process: no client, no network but the first fetch of the key set. */
export async function measureWarm(cases: readonly Case[], runs: number, workers: string): Promise<Reading[]> {
  const taken = await takeTurns(cases, runs, async ({ deployment, event, status }) => {
    const task = { calls: [{ event, status }], count: COUNT };
    const { microseconds } = await runWorker<{ microseconds: number }>(workers, 'warm', deployment, task);
    return microseconds;
  });
  return toReadings({ measure: 'warm', unit: 'µs' }, taken, findBudget);
}

function findBudget({ name }: Case, medians: ReadonlyMap<string, number>): Budget | undefined {
  const fastify = medians.get(FASTIFY) ?? Number.NaN;
  if (name === PRODUCT) return { of: 'value', is: fastify };
  if (name === WHOAMI) return { of: 'value', is: fastify + VERIFICATION };
  // Flat: the application's size does not count.
  if (name === GROWN) return { of: 'value', is: (medians.get(PRODUCT) ?? Number.NaN) * MAX_GROWTH };
  return undefined;
}
