import { PRODUCT, WHOAMI, type Case } from '../cases.ts';
import type { Reading } from '../reading.ts';
import { runWorker } from './run-worker.ts';
import { takeTurns } from './take-turns.ts';
import { toReadings } from './to-readings.ts';

const REQUESTS = 300;
const MAX_MB = 80;

/**
 * Peak resident memory of the process after 300 requests, in process: the client's stand-in speaks HTTP in JavaScript, whose
 * garbage the real one does not make.
 */
export async function measureMemory(
  cases: readonly Case[],
  runs: number,
  workers: string,
): Promise<Reading[]> {
  const taken = await takeTurns(cases, runs, async ({ deployment, event, status }) => {
    const task = { calls: [{ event, status }], count: REQUESTS };
    const { megabytes } = await runWorker<{ megabytes: number }>(workers, 'memory', deployment, task);
    return megabytes;
  });
  return toReadings({ measure: 'memory', unit: 'MB' }, taken, ({ name }) =>
    name === PRODUCT || name === WHOAMI ? { of: 'value', is: MAX_MB } : undefined,
  );
}
