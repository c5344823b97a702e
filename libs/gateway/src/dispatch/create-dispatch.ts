import type { IncomingMessage, ServerResponse } from 'node:http';
import { configure } from '@codegenie/serverless-express';
import type { Context } from 'aws-lambda';
import type { Log } from '@lambda-nest/log';
import { ERRORS, problemBody, statusProblem } from '@lambda-nest/problem';
import { currentRun, type Run } from '../invocation.ts';
import { findExcess } from '../response/find-excess.ts';
import { problemResponse } from '../response/problem-response.ts';
import { type AppResponse, shapeResponse } from '../response/shape-response.ts';
import type { RequestSocket } from './request-socket.ts';
import { type ExpressApplication, RequestTimedOut, sendRequest } from './send-request.ts';

export type DispatchOptions = Readonly<{
  log: Log;
  timeoutMarginMs: number;
  headers: Readonly<Record<string, string>>;
}>;

type Dispatch = (event: unknown, context: Context) => Promise<unknown>;
type Response = ServerResponse & { _header: string };

/**
 * Puts serverless-express between an invocation and the application. Three of its documented seams are ours: the request
 * (made canonical before), the sending (a connection that can close, a time limit), and the response (the shape of each source).
 * Its own detection, mapping and global `getCurrentInvoke()` are not used.
 *
 * @see https://github.com/CodeGenieApp/serverless-express
 */
export function createDispatch(app: ExpressApplication, options: DispatchOptions): Dispatch {
  return configure({
    app: app as (request: IncomingMessage, response: ServerResponse) => void,
    // Any name for which serverless-express answers errors instead of rejecting.
    eventSourceName: 'AWS_API_GATEWAY_V2',
    eventSource: {
      getRequest: () => (currentRun() as Run).request,
      getResponse: (result: Result) => respond(currentRun() as Run, result, options),
    },
    framework: { sendRequest: (exchange) => sendRequest(app, exchange, options) },
    // Ours to decide, in `shapeResponse`; its own way compiles ten regular expressions for every response.
    binarySettings: { isBinary: false },
    respondWithErrors: false,
    log: quietLog(options.log),
  }) as unknown as Dispatch;
}

type Result = { statusCode: number; headers: AppResponse['headers']; response?: Response };

function respond(run: Run, result: Result, options: DispatchOptions): unknown {
  const reply = toAppResponse(run, result, options);
  const shaped = shapeResponse(run.invocation, reply);
  const excess = findExcess(run.invocation.source, reply.body.length, shaped);
  if (excess) options.log.error('response too large', { ...excess, status: reply.status });
  const sent = excess ? problemResponse(TOO_LARGE, options.headers) : reply;
  for (const callback of run.onSent ?? []) {
    const work = callback(sent.status);
    if (work) (run.unfinished ??= []).push(work);
  }
  return excess ? shapeResponse(run.invocation, sent) : shaped;
}

/** The same for every route: what is asked for does not fit into a response of Lambda. */
const TOO_LARGE = problemBody(ERRORS.responseTooLarge);

function toAppResponse(
  { failure }: Run,
  { statusCode, headers, response }: Result,
  options: DispatchOptions,
): AppResponse {
  const isFinal = Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599;
  if (!response || !isFinal) {
    if (response) options.log.error('no final status', { status: statusCode });
    return failed(failure, options.headers);
  }
  const body = (response.socket as unknown as RequestSocket).bodyAfter(response._header);
  return { status: statusCode, reason: response.statusMessage, headers, body };
}

/** What the caller gets when the application gave no response. */
function failed(failure: unknown, headers: Readonly<Record<string, string>>): AppResponse {
  return problemResponse(statusProblem(failure instanceof RequestTimedOut ? 503 : 500), headers);
}

function ignore(): void {}

/** serverless-express logs whole events and bodies at debug; only its errors are worth a line. */
function quietLog(log: Log) {
  const error = (_message: string, error?: unknown): void =>
    log.error('no response from the application', { error });
  return { debug: ignore, verbose: ignore, info: ignore, warn: ignore, error };
}
