import { PRODUCT, SIGN_IN, type Case, WHOAMI } from '../cases.ts';
import type { Reading } from '../reading.ts';
import { runWorker } from './run-worker.ts';

const INVOCATIONS = 10_000;
/** Growth of the live heap from the first fifth to the end. */
const MAX_PERCENT = 5;

/** Ten thousand invocations of every kind in one process: a leak shows as a heap that grows. */
export async function measureSoak(cases: readonly Case[], workers: string): Promise<Reading[]> {
  const taken = [PRODUCT, WHOAMI, SIGN_IN].flatMap((name) => cases.filter((one) => one.name === name));
  const [first] = taken;
  if (!first) return [];
  const calls = taken.map(({ event, status }) => ({ event, status }));
  const task = { calls, count: INVOCATIONS };
  const { heap } = await runWorker<{ heap: number[] }>(workers, 'soak', first.deployment, task);
  const start = heap[1] ?? Number.NaN;
  const end = heap.at(-1) ?? Number.NaN;
  return [
    {
      measure: 'soak',
      case: `${PRODUCT}, ${INVOCATIONS} invocations`,
      unit: '% more heap',
      value: (end / start - 1) * 100,
      most: { of: 'value', is: MAX_PERCENT },
    },
  ];
}
