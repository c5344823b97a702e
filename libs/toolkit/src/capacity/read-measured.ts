import { existsSync, readFileSync } from 'node:fs';

/** What the bench measured of this project, in milliseconds on one processor. */
export type Measured = Readonly<{ initMs: number; computeMs: number; takenAt: string; node: string }>;

const CASE = 'this project, whoami with a token';

type Results = Readonly<{
  taken?: Readonly<{ at?: string; node?: string }>;
  readings?: readonly Readonly<{ measure: string; case: string; value: number }>[];
}>;

/**
 * Start and computing time of a request that verifies a token, from the results of `npm run bench`.
 *
 * @throws Error when the file is missing or has no such reading
 */
export function readMeasured(file: string): Measured {
  const instead = 'Run `npm run bench`, or give --init-ms and --compute-ms.';
  if (!existsSync(file)) throw new Error(`There is no ${file}. ${instead}`);
  const { taken, readings = [] } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  const valueOf = (measure: string): number => {
    const reading = readings.find((one) => one.measure === measure && one.case === CASE);
    if (reading === undefined) throw new Error(`${file} has no reading ${measure} of "${CASE}". ${instead}`);
    return reading.value;
  };
  return {
    initMs: valueOf('first'),
    // The bench has it in microseconds.
    computeMs: valueOf('warm') / 1000,
    takenAt: taken?.at?.slice(0, 10) ?? 'an unknown day',
    node: taken?.node ?? 'an unknown Node',
  };
}
