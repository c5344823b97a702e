import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { TrialOrder, TrialReport } from './loader/try-program.ts';
import { ownScript } from '../own-script.ts';

/** Thrown when the built program does not start, or a sample is not replied to as it must be: in Lambda it would not either. */
export class TrialError extends Error {
  readonly code = 'TRIAL_FAILED';

  constructor(message: string) {
    super(message);
    this.name = 'TrialError';
  }
}

/**
 * Flags that keep chance out of a code cache, and do not count for whether V8 accepts it: hashes of strings have the same seed
 * each time (they are made anew when it is read), and no function is caught while a thread compiles it.
 */
const REPRODUCIBLE = ['--random-seed=1', '--no-concurrent-sparkplug'];

/** What a program is tried with. */
export type TrialSample = Readonly<{
  /** As messages call it: `GET /v1/orders`. */
  name: string;
  event: unknown;
  /** `statusCode` that the response must have. Default: any. */
  status?: number;
}>;

type Order = Omit<TrialOrder, 'samples'> & Readonly<{ samples: readonly TrialSample[] }>;

export type TrialProcess = Readonly<{
  /** Flags of Node. */
  flags: readonly string[];
  environment: Readonly<Record<string, string>>;
}>;

/**
 * Runs a built folder in a process of its own, see loader/try-program.ts.
 *
 * @throws TrialError with what the program said when it failed
 */
export async function tryFolder(
  order: Order,
  { flags, environment }: TrialProcess,
): Promise<Extract<TrialReport, { trial: unknown }>> {
  const script = ownScript(import.meta.url, './loader/try-program');
  const child = spawn(process.execPath, [...flags, ...REPRODUCIBLE, script], { env: environment });
  const [, output, errors] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
    child.stdin.end(JSON.stringify(order)),
  ]);
  const report = parseReport(errors);
  if (report === undefined || 'error' in report) {
    const said = report?.error ?? errors.trim();
    throw new TrialError(
      `The built program does not start.\n${[said, output.trim()].filter(Boolean).join('\n')}`,
    );
  }
  assertStatus(order.samples, report.responses, output.trim());
  return report;
}

/** A sample that fails leaves the code of what it was to show out of the cache, unnoticed. */
function assertStatus(samples: readonly TrialSample[], responses: readonly unknown[], output: string): void {
  const failed = samples.flatMap(({ name, status }, index) => {
    const { statusCode } = (responses[index] ?? {}) as { statusCode?: unknown };
    if (status === undefined || statusCode === status) return [];
    return [`The sample ${name} was replied to with ${String(statusCode)} instead of ${status}.`];
  });
  if (failed.length === 0) return;
  const remedy = 'Change the samples in function.config.ts, or what they ask for.';
  throw new TrialError([...failed, remedy, output].filter(Boolean).join('\n'));
}

/** The report is the last line: a program may have written others. */
function parseReport(errors: string): TrialReport | undefined {
  const last = errors.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(last) as TrialReport;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
