import type { Context } from 'aws-lambda';
import type { Log } from '@lambda-nest/log';
import type { WarmUp } from './read-warm-up.ts';

/**
 * Invokes this very function again. `functionName` is the ARN that was invoked, alias included; with `wait` false the
 * call returns once Lambda has queued the event.
 */
export type InvokeSelf = (
  payload: Readonly<Record<string, unknown>>,
  how: Readonly<{ functionName: string; wait: boolean }>,
) => Promise<unknown>;

/** Long enough that an invocation fanned out finds this sandbox busy, and Lambda starts another. */
const HOLD_MS = 75;

/**
 * Answers a ping. With `invokeSelf` and a concurrency of N, invokes the function N - 1 times, the last one waited for;
 * an invocation fanned out holds its sandbox for 75 ms. A failed fan-out is logged and never fails the ping, which
 * Lambda would repeat.
 */
export async function replyToWarmUp(
  { concurrency, invocation, correlationId }: WarmUp,
  { context, log, invokeSelf }: { context: Context; log: Log; invokeSelf?: InvokeSelf },
): Promise<{ warm: true }> {
  log.debug('warm-up', { concurrency, invocation, correlationId });
  if (invocation > 1) await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
  else if (invokeSelf) await fanOut(invokeSelf, { context, log, concurrency, correlationId });
  return { warm: true };
}

async function fanOut(
  invokeSelf: InvokeSelf,
  {
    context,
    log,
    concurrency,
    correlationId = context.awsRequestId,
  }: { context: Context; log: Log; concurrency: number; correlationId?: string },
): Promise<void> {
  const invocations = Array.from({ length: concurrency - 1 }, async (_, index) => {
    const payload = {
      warmer: true,
      __WARMER_INVOCATION__: index + 2,
      __WARMER_CONCURRENCY__: concurrency,
      __WARMER_CORRELATIONID__: correlationId,
    };
    await invokeSelf(payload, { functionName: context.invokedFunctionArn, wait: index + 2 === concurrency });
  });
  const failed = (await Promise.allSettled(invocations)).find((result) => result.status === 'rejected');
  if (failed) log.warn('warm-up fan-out failed', { error: failed.reason as unknown });
}
