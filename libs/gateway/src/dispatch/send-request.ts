import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@lambda-nest/log';
import { currentRun, type Run } from '../invocation.ts';
import { connectSocket } from './connect-socket.ts';
import { finishRequest } from './finish-request.ts';
import { RequestSocket } from './request-socket.ts';

/** An Express application, as Nest's adapter holds it. */
export type ExpressApplication = (
  request: IncomingMessage,
  response: ServerResponse,
  done: (error?: unknown) => void,
) => unknown;

/** The connection closed before the response was complete: `response.destroy()` was called. */
export class ResponseAborted extends Error {
  override readonly name = 'ResponseAborted';
}

/** The time limit of the request passed. */
export class RequestTimedOut extends Error {
  override readonly name = 'RequestTimedOut';
}

/**
 * Runs the application on a request and settles when its response is complete, was aborted, or is late; whichever
 * happens, the connection is closed, so that work still going on can notice and what it writes goes nowhere.
 */
export async function sendRequest(
  app: ExpressApplication,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { log, timeoutMarginMs }: { log: Log; timeoutMarginMs: number },
): Promise<void> {
  const run = currentRun() as Run;
  const socket = new RequestSocket(run.request.remoteAddress);
  connectSocket(request, response, socket);
  const closed = new Promise<void>((resolve) => socket.on('close', resolve));
  const timer = startTimer(run, timeoutMarginMs, () =>
    socket.destroy(new RequestTimedOut('The time limit passed.')),
  );
  response.on('finish', () => socket.destroy());
  try {
    app(request, response, finishRequest(response, log));
    await closed;
    if (!response.writableFinished)
      throw socket.errored ?? new ResponseAborted('The response was destroyed.');
  } catch (error) {
    run.failure = error;
    // And the connection with it, should it still be open.
    request.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Leaves `timeoutMarginMs` before the function's own deadline, or a quarter of the time where little is left. */
function startTimer(run: Run, timeoutMarginMs: number, onLate: () => void): NodeJS.Timeout | undefined {
  const remaining = run.invocation.context.getRemainingTimeInMillis?.() ?? NaN;
  if (!Number.isFinite(remaining)) return undefined;
  return setTimeout(onLate, Math.max(0, remaining - Math.min(timeoutMarginMs, remaining / 4)));
}
