import type { EventSource } from '../event/detect-source.ts';
import { type Fields, toFields } from '../event/event-fields.ts';
import { describeBody, readBody } from './read-body.ts';
import { checkOrigin } from './check-origin.ts';
import type { AddressRule } from './choose-address.ts';
import { readClientAddress } from './read-client-address.ts';
import { type Headers, readHeaders } from './read-headers.ts';
import { readMethod } from './read-method.ts';
import { readPath } from './read-path.ts';
import { readQuery } from './read-query.ts';

/** One request, the same whatever sent it: what the application would have received as an HTTP server. */
export type CanonicalRequest = Readonly<{
  method: string;
  /** Path, percent-encoded once, and query. */
  path: string;
  headers: Headers;
  body: Buffer | undefined;
  /** Client address, `''` when unknown. */
  remoteAddress: string;
  /** The peer that connected to AWS: the client, or a proxy before it. */
  peer: string;
}>;

export type RequestOptions = Readonly<{
  basePath?: string | undefined;
  clientAddress?: AddressRule | undefined;
  originSecrets?: readonly string[] | undefined;
}>;

/**
 * Makes an event canonical.
 *
 * @throws RejectedRequest for a request that must not reach the application
 */
export function readRequest(
  event: Fields,
  source: EventSource,
  { basePath, clientAddress, originSecrets }: RequestOptions = {},
): CanonicalRequest {
  const headers = readHeaders(event, source);
  // Before everything else that a request could be told about.
  checkOrigin(headers, originSecrets);
  const method = readMethod(readRawMethod(event, source));
  const path = readPath(event, source, basePath);
  const query = readQuery(event, source);
  const body = readBody(event);
  describeBody(headers, body);
  const { peer, client: remoteAddress } = readClientAddress(event, source, headers, clientAddress);
  return { method, path: query === '' ? path : `${path}?${query}`, headers, body, remoteAddress, peer };
}

/** The method as the event has it, for the log as well; may be anything. */
export function readRawMethod(event: Fields, source: EventSource): unknown {
  const isPayload2 = source === 'http-api' || source === 'function-url';
  return isPayload2 ? toFields(toFields(event.requestContext).http).method : event.httpMethod;
}
