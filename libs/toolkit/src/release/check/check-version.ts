import { toHttpApiEvent, type Target } from './http-api-event.ts';
import type { Probe } from './probe.ts';

/** How an invocation of the version went. */
export type Invocation = Readonly<{
  /** `Unhandled`: the version did not start, or threw. */
  functionError?: string;
  payload: string;
}>;

export type Invoke = (event: object) => Promise<Invocation>;

/** Problems that are enough to know that the version is not to be released. */
const MAX_PROBLEMS = 20;

/**
 * Sends each probe to the version, one after the other, and says in sentences what it does otherwise than declared.
 *
 * A version that fails as a whole, at INIT for example, is said once.
 */
export async function checkVersion(
  probes: readonly Probe[],
  target: Target,
  invoke: Invoke,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const probe of probes) {
    const { functionError, payload } = await invoke(toHttpApiEvent(probe, target));
    if (functionError !== undefined) return [...problems, `The version fails: ${describeError(payload)}`];
    const status = statusOf(payload);
    if (status === undefined) problems.push(`${probe.name} has a reply without a status.`);
    else if (!probe.isAllowed(status))
      problems.push(`${probe.name} has the status ${status}. Expected: ${probe.expected}.`);
    if (problems.length === MAX_PROBLEMS) return [...problems, 'Further routes were not checked.'];
  }
  return problems;
}

function describeError(payload: string): string {
  const { errorType, errorMessage } = parse(payload);
  const text = [errorType, errorMessage].filter((one) => typeof one === 'string').join(': ') || payload;
  // One line of the log, to be found with a filter.
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function statusOf(payload: string): number | undefined {
  const { statusCode } = parse(payload);
  return typeof statusCode === 'number' ? statusCode : undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
