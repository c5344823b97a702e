import type { EventSource } from '../event/detect-source.ts';
import { type Fields, toFields, toText } from '../event/event-fields.ts';
import { chooseAddress, readAddress, type AddressRule } from './choose-address.ts';
import type { Headers } from './read-headers.ts';

/** Who sent a request, as far as it is known; `''` where it is not. */
export type Addresses = Readonly<{
  /** The peer that connected to AWS. */
  peer: string;
  /** The client, by the rule for its proxies. */
  client: string;
}>;

/**
 * Reads whom AWS saw, and the client by a rule. A load balancer only tells in the right-most entry of `x-forwarded-for`, the
 * one it appended itself, unless it is set to leave the header alone: then nothing is known.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export function readClientAddress(
  event: Fields,
  source: EventSource,
  headers: Headers,
  rule: AddressRule = { kind: 'peer' },
): Addresses {
  const peer = readPeer(event, source, headers);
  return { peer, client: chooseAddress(rule, { peer, headers }) };
}

function readPeer(event: Fields, source: EventSource, headers: Headers): string {
  const context = toFields(event.requestContext);
  if (source === 'alb') return readAddress((headers['x-forwarded-for'] ?? '').split(',').at(-1) ?? '');
  const { sourceIp } =
    source === 'rest' || source === 'http-api-v1' ? toFields(context.identity) : toFields(context.http);
  return toText(sourceIp) ?? '';
}
