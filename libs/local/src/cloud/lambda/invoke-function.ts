import { AwsError } from '../endpoint/aws-error.ts';
import type { FunctionRecords, FunctionVersion } from './function-records.ts';
import { functionArn, type FunctionReference, type Lookup } from './function-reference.ts';
import type { Invocation, InvocationRequest } from './sandbox/invocation.ts';
import type { SandboxPool } from './sandbox/sandbox-pool.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_REQUEST_BYTES = 6_291_456;

type Place = Readonly<{ region: string; accountId: string }>;

/** How an invocation went, for the metrics of Lambda. */
export type InvocationReport = {
  region: string;
  reference: FunctionReference;
  version: string;
  outcome: 'success' | 'error' | 'throttle';
  durationMs: number;
  /** How many invocations of the function there were at once, this one among them. */
  concurrency: number;
};

export type InvokeFunction = (
  reference: FunctionReference,
  place: Place,
  request: Omit<InvocationRequest, 'invokedArn'>,
) => Promise<Invocation & { version: string }>;

/** Invokes a function: chooses the version by the weights of the alias, and runs it. Throws AwsError. */
export function createInvokeFunction(
  { aliases }: FunctionRecords,
  lookup: Lookup,
  pool: SandboxPool,
  reported: (report: InvocationReport) => void,
  random: () => number = Math.random,
): InvokeFunction {
  const choose = (reference: FunctionReference, place: Place): FunctionVersion => {
    const { name, qualifier = '' } = reference;
    const alias = aliases.get(place.region, name, qualifier);
    const other = alias && chooseWeighted(alias.weights, random());
    const version = other === undefined ? undefined : lookup.versionOf(place.region, name, other);
    return version ?? lookup.findVersion(reference, place);
  };
  return async (reference, place, request) => {
    const record = lookup.findFunction(reference, place);
    const version = choose(reference, place);
    if (Buffer.byteLength(request.payload) > MAX_REQUEST_BYTES)
      throw new AwsError(
        'RequestEntityTooLargeException',
        `${MAX_REQUEST_BYTES} byte payload is too large for the RequestResponse invocation type (limit ${MAX_REQUEST_BYTES} bytes)`,
        {
          status: 413,
        },
      );
    const arn = functionArn(place.region, place.accountId, { name: reference.name });
    const report = { region: place.region, reference, version: version.Version };
    try {
      const where = { region: place.region, functionArn: arn, reserved: record.reservedConcurrency };
      const invokedArn = functionArn(place.region, place.accountId, reference);
      const invocation = await pool.invoke(version, where, { ...request, invokedArn });
      const outcome = invocation.functionError === undefined ? 'success' : 'error';
      const concurrency = pool.concurrencyOf(arn) + 1;
      reported({ ...report, outcome, durationMs: invocation.durationMs, concurrency });
      return { ...invocation, version: version.Version };
    } catch (error) {
      if (error instanceof AwsError && error.status === 429)
        reported({ ...report, outcome: 'throttle', durationMs: 0, concurrency: 0 });
      throw error;
    }
  };
}

/** The version that a number from 0 to 1 falls to; none for the rest. */
export function chooseWeighted(weights: Readonly<Record<string, number>>, at: number): string | undefined {
  let sum = 0;
  for (const [version, weight] of Object.entries(weights)) {
    sum += weight;
    if (at < sum) return version;
  }
  return undefined;
}
