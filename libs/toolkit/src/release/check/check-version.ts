import { ERRORS } from '@lambda-nest/problem/codes';
import { toHttpApiEvent, type Target } from './http-api-event.ts';
import type { Probe } from './probe.ts';
import { readMembers } from './read-members.ts';

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
 * A version that fails as a whole, at INIT for example, is said once; so is an identity provider without a reply, which is not the
 * version's doing.
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
    const { statusCode: status, body } = readMembers(payload);
    if (typeof status !== 'number') problems.push(`${probe.name} has a reply without a status.`);
    else if (!probe.isAllowed(status)) {
      if (isWithoutProvider(status, body)) return [...problems, providerOut(probe)];
      problems.push(`${probe.name} has the status ${status}. Expected: ${probe.expected}.`);
    }
    if (problems.length === MAX_PROBLEMS) return [...problems, 'Further routes were not checked.'];
  }
  return problems;
}

/** What an application replies while it cannot tell who calls. */
const WITHOUT_PROVIDER: ReadonlySet<unknown> = new Set([
  ERRORS.identityUnavailable.detail,
  ERRORS.providerUnavailable.detail,
  ERRORS.signInUnavailable.detail,
]);

function isWithoutProvider(status: number, body: unknown): boolean {
  return status === 503 && typeof body === 'string' && WITHOUT_PROVIDER.has(readMembers(body)['detail']);
}

function providerOut({ name }: Probe): string {
  return (
    `${name} has the status 503: the identity provider gives the version no reply, or the version may not ask it. ` +
    'Nothing is known of the version. Release it again once the provider replies: RUNBOOK.md, identity.'
  );
}

function describeError(payload: string): string {
  const { errorType, errorMessage } = readMembers(payload);
  const text = [errorType, errorMessage].filter((one) => typeof one === 'string').join(': ') || payload;
  // One line of the log, to be found with a filter.
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
