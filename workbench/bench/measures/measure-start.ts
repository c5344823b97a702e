import { BARE, PRODUCT, type Case } from '../cases.ts';
import type { Reading } from '../reading.ts';
import type { Loads } from '../workers/count-loads.ts';
import { ACCEPTED_LIMITS } from './accepted-limits.ts';
import { runWorker } from './run-worker.ts';

/** What is read and loaded before the first response: counts, the same on every machine. */
export async function measureStart(cases: readonly Case[], workers: string): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const { name, deployment, event, status } of cases) {
    const task = { calls: [{ event, status }], count: 1 };
    const { init, first } = await runWorker<Record<'init' | 'first', Loads>>(
      workers,
      'start',
      deployment,
      task,
    );
    const line = { measure: 'start', case: name } as const;
    readings.push(
      {
        ...line,
        unit: 'KB of JavaScript',
        value: first.javascript / 1000,
        ...(name === PRODUCT && { most: { of: 'value', is: ACCEPTED_LIMITS.javascriptBytes / 1000 } }),
      },
      { ...line, unit: 'files', value: first.files },
      { ...line, unit: 'builtins at INIT', value: init.builtins.length },
      { ...line, unit: 'builtins', value: first.builtins.length },
    );
  }
  return readings.filter(({ case: name }) => name !== BARE);
}
