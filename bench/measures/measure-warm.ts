import { type Case, FASTIFY, WHOAMI } from '../cases.ts';
import type { Reading } from '../reading.ts';
import { runWorker } from './run-worker.ts';
import { takeTurns } from './take-turns.ts';
import { toReadings } from './to-readings.ts';

/** Invocations before the clock starts, and as many under it. */
const COUNT = 4000;
/** What verifying a signature may cost above Fastify's whole request, in µs. */
const VERIFICATION = 90;

/** Microseconds per warm invocation, in process: no client, no network but the first fetch of the key set. */
export async function measureWarm(cases: readonly Case[], runs: number, workers: string): Promise<Reading[]> {
  const taken = await takeTurns(cases, runs, async ({ deployment, event, status }) => {
    const task = { calls: [{ event, status }], count: COUNT };
    const { microseconds } = await runWorker<{ microseconds: number }>(workers, 'warm', deployment, task);
    return microseconds;
  });
  return toReadings({ measure: 'warm', unit: 'µs' }, taken, ({ name, ours }, medians) => {
    const fastify = medians.get(FASTIFY);
    if (!ours || fastify === undefined) return undefined;
    return { of: 'value', is: fastify + (name === WHOAMI ? VERIFICATION : 0) };
  });
}
