import type { Context } from 'aws-lambda';
import { type Fields, isFields, toFields, toText } from './event-fields.ts';

/** A ping that keeps the function warm. */
export type WarmUp = Readonly<{
  /** Sandboxes to keep warm, this one included: 1..100. */
  concurrency: number;
  /** 1 for the ping itself, 2..concurrency for the invocations it fans out to. */
  invocation: number;
  correlationId?: string;
}>;

/** More is a mistake in a schedule, and each one is a paid invocation. */
const MAX_CONCURRENCY = 100;

/** Members of requests, of batches, and of events of EventBridge, schedules among them. */
const OF_OTHERS = ['requestContext', 'Records', 'detail-type'];

/**
 * Reads a warm-up ping of serverless-plugin-warmup (in the event or in `context.clientContext.custom`), of lambda-warmer,
 * or of its Python port, which spells the correlation id `__WARMER_CORRELATION_ID__`. `undefined` for any other event,
 * and for one that also looks like a request. A schedule of EventBridge is a ping when its input says so.
 *
 * @see https://github.com/juanjoDiaz/serverless-plugin-warmup
 * @see https://github.com/jeremydaly/lambda-warmer
 */
export function readWarmUp(event: unknown, context: Partial<Context> = {}): WarmUp | undefined {
  if (isPlugin(context.clientContext?.custom)) return { concurrency: 1, invocation: 1 };
  if (!isFields(event) || OF_OTHERS.some((name) => name in event)) return undefined;
  if (isPlugin(event)) return { concurrency: 1, invocation: 1 };
  return event.warmer ? readLambdaWarmer(event) : undefined;
}

function readLambdaWarmer(event: Fields): WarmUp {
  const correlationId = toText(event['__WARMER_CORRELATIONID__'] ?? event['__WARMER_CORRELATION_ID__']);
  return {
    concurrency: event.test ? 1 : toCount(event.concurrency),
    invocation: toCount(event['__WARMER_INVOCATION__']),
    ...(correlationId === undefined ? {} : { correlationId: correlationId.slice(0, 100) }),
  };
}

function toCount(value: unknown): number {
  const count = Math.floor(Number(value));
  return Math.min(Math.max(1, count || 1), MAX_CONCURRENCY);
}

function isPlugin(payload: unknown): boolean {
  return toFields(payload).source === 'serverless-plugin-warmup';
}
