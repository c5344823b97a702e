import type { Invocation } from './invocation.ts';
import type { InitFailure, Outcome } from './start-sandbox.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RESPONSE_BYTES = 6_291_556;

export type ReadOutcome = {
  payload: Buffer;
  isError: boolean;
  status: 'success' | 'error' | 'timeout' | 'failure';
  errorType?: string;
  line?: string;
};

/** What an invocation replies for how it ended, and what the report says of it. */
export function readOutcome(outcome: Outcome, requestId: string, timeout: number): ReadOutcome {
  switch (outcome.kind) {
    case 'response':
      if (outcome.body.length > MAX_RESPONSE_BYTES)
        return failure(
          'error',
          'Function.ResponseSizeTooLarge',
          `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
        );
      return { payload: outcome.body, isError: false, status: 'success' };
    case 'error': {
      const { errorType } = JSON.parse(outcome.body) as { errorType?: string };
      return {
        payload: Buffer.from(outcome.body),
        isError: true,
        status: 'error',
        ...(errorType && { errorType }),
      };
    }
    case 'timeout': {
      const line = `Task timed out after ${timeout.toFixed(2)} seconds`;
      return { ...failure('timeout', 'Sandbox.Timedout', `RequestId: ${requestId} Error: ${line}`), line };
    }
    case 'exit':
      return failure(
        'failure',
        'Runtime.ExitError',
        `RequestId: ${requestId} Error: Runtime exited with error: ${outcome.how}`,
      );
  }
}

function failure(status: ReadOutcome['status'], errorType: string, errorMessage: string): ReadOutcome {
  return {
    payload: Buffer.from(JSON.stringify({ errorType, errorMessage })),
    isError: true,
    status,
    errorType,
  };
}

/** What an invocation replies whose environment could not be started. */
export function failedInit(
  error: InitFailure,
  requestId: string,
  initMs: number,
  timeout: number,
): Invocation {
  const message = `RequestId: ${requestId} Error: Task timed out after ${timeout.toFixed(2)} seconds`;
  const body =
    error.status === 'timeout'
      ? JSON.stringify({ errorType: error.errorType, errorMessage: message })
      : error.body;
  return {
    requestId,
    payload: Buffer.from(body),
    functionError: 'Unhandled',
    durationMs: 0,
    initMs,
    isCold: true,
    tail: [],
    reason: `INIT failed: ${body}`,
  };
}
