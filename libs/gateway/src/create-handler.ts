import { ERRORS } from '@lambda-nest/problem';
import type { Context } from 'aws-lambda';
import type { Log } from '@lambda-nest/log';
import { createDispatch } from './dispatch/create-dispatch.ts';
import type { ExpressApplication } from './dispatch/send-request.ts';
import { replyToWarmUp, type InvokeSelf } from './event/reply-to-warm-up.ts';
import { detectSource, type EventSource } from './event/detect-source.ts';
import { type Fields, isFields, toFields, toText } from './event/event-fields.ts';
import { readWarmUp } from './event/read-warm-up.ts';
import { describeEvent, UnsupportedEvent } from './event/unsupported-event.ts';
import { startRun, type Run } from './invocation.ts';
import type { AddressRule } from './request/choose-address.ts';
import { readRawMethod, readRequest } from './request/read-request.ts';
import { RejectedRequest } from './request/rejected-request.ts';
import { problemResponse } from './response/problem-response.ts';
import { shapeResponse } from './response/shape-response.ts';

export type HandlerOptions = Readonly<{
  log: Log;
  /** Sources whose requests reach the application; others get 403. Default `['http-api']`. */
  eventSources?: readonly EventSource[];
  /** Milliseconds kept between the response 503 and the function's own time-out. Default 1000; a quarter of what is left, if less. */
  timeoutMarginMs?: number;
  /**
   * Key of the custom-domain mapping, removed from the front of the path of REST and payload 1.0 events that came through
   * a custom domain. HTTP API 2.0 events never carry it. Not guessed from `resource` or `pathParameters`: a wrong guess
   * serves another route. Default: none.
   */
  basePath?: string;
  /** Whose address is the client's, where proxies stand before AWS. Default: the peer that connected to AWS. */
  clientAddress?: AddressRule;
  /**
   * Values of the header `x-origin-secret`, one of which a request must have: what a proxy before AWS sends, such as CloudFront. Others
   * get 403. Default: none, and every request is accepted.
   */
  originSecrets?: readonly string[];
  /** Headers of responses that the application has no part in: rejections and time-outs. Default: none. */
  headers?: Readonly<Record<string, string>>;
  /** Makes warm-up pings with a concurrency fan out. Default: they do not. */
  invokeSelf?: InvokeSelf;
}>;

/** Two parameters: nodejs24.x rejects, when it starts, a handler that declares three. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

type Rejected = Readonly<{
  event: Fields;
  context: Context;
  source: EventSource;
  log: Log;
  headers: Readonly<Record<string, string>>;
}>;

/**
 * Makes the Lambda handler of an Express application. Warm-up pings resolve at once; a request is
 * made canonical, rejected (problem+json, one line in the log) or dispatched through serverless-express, and answered in
 * the shape of its source. Invocations may overlap.
 *
 * @throws UnsupportedEvent (`code` `EVENT_UNSUPPORTED`), as a rejection, for any other event
 */
export function createHandler(app: ExpressApplication, options: HandlerOptions): LambdaHandler {
  const { log, eventSources = ['http-api'], timeoutMarginMs = 1_000, headers = {}, invokeSelf } = options;
  const dispatch = createDispatch(app, { log, timeoutMarginMs, headers });
  let isFirst = true;

  // Some tools invoke a function with the event alone.
  return async function handler(event: unknown, context = {} as Context): Promise<unknown> {
    const coldStart = isFirst;
    isFirst = false;
    const warmUp = readWarmUp(event, context);
    if (warmUp) return replyToWarmUp(warmUp, { context, log, ...(invokeSelf && { invokeSelf }) });
    const source = isFields(event) ? detectSource(event) : undefined;
    if (!isFields(event) || !source) {
      log.error('event not supported', { kind: describeEvent(event) });
      throw new UnsupportedEvent();
    }
    try {
      checkAccepted(source, eventSources);
      const request = readRequest(event, source, options);
      const stage = toText(toFields(event.requestContext).stage);
      const requestId = readRequestId(event, context);
      const { remoteAddress: clientAddress, peer } = request;
      const sourceIp = clientAddress || peer;
      const invocation = { event, context, source, stage, requestId, clientAddress, sourceIp, coldStart };
      const run: Run = { invocation, request };
      const response = await startRun(run, () => dispatch(event, context));
      if (run.unfinished) await Promise.allSettled(run.unfinished);
      return response;
    } catch (error) {
      if (!(error instanceof RejectedRequest)) throw error;
      return reject(error, { event, context, source, log, headers });
    }
  };
}

function checkAccepted(source: EventSource, accepted: readonly EventSource[]): void {
  if (accepted.includes(source)) return;
  throw new RejectedRequest({
    ...ERRORS.sourceRejected,
    reason: 'source-not-accepted',
  });
}

function readRequestId(event: Fields, context: Context): string {
  return toText(toFields(event.requestContext).requestId) ?? context.awsRequestId;
}

function reject(
  { problem, reason }: RejectedRequest,
  { event, context, source, log, headers }: Rejected,
): object {
  const method = toText(readRawMethod(event, source))?.slice(0, 20);
  const requestId = readRequestId(event, context);
  log.warn('request rejected', { requestId, method, source, status: problem.status, reason });
  return shapeResponse({ event, source }, problemResponse(problem, headers));
}
