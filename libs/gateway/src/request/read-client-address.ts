import type { EventSource } from '../event/detect-source.ts';
import { type Fields, toFields, toText } from '../event/event-fields.ts';
import type { Headers } from './read-headers.ts';

/**
 * The address of the client as AWS saw it, `''` when it does not say. A load balancer only tells in the right-most entry
 * of `x-forwarded-for`, the one it appended itself; everything left of it came from the client.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export function readClientAddress(event: Fields, source: EventSource, headers: Headers): string {
  const context = toFields(event.requestContext);
  if (source === 'alb') return readLast(headers['x-forwarded-for'] ?? '');
  const { sourceIp } =
    source === 'rest' || source === 'http-api-v1' ? toFields(context.identity) : toFields(context.http);
  return toText(sourceIp) ?? '';
}

/** With client port preservation the entry is `address:port` or `[address]:port`. */
function readLast(forwardedFor: string): string {
  const last = forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim();
  return /^\[(.+)\](?::\d+)?$/.exec(last)?.[1] ?? last.replace(/^([\d.]+):\d+$/, '$1');
}
