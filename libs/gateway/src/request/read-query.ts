import type { EventSource } from '../event/detect-source.ts';
import { type Fields, isFields, toText } from '../event/event-fields.ts';
import { queryRejection } from './rejected-request.ts';

/**
 * The query string without `?`, with the values in the order of the event.
 *
 * - Payload 2.0: `rawQueryString`, as the client sent it; `queryStringParameters` cannot tell a comma from two values.
 * - Payload 1.0 and REST: decoded by the gateway, so encoded again; all values from `multiValueQueryStringParameters`.
 * - ALB: neither names nor values are decoded, so they are put together as they are.
 *
 * @throws RejectedRequest 400 where an escape is malformed or not UTF-8, of which parsers make different things, or for text
 * that is not Unicode
 */
export function readQuery(event: Fields, source: EventSource): string {
  try {
    return join(event, source);
  } catch {
    throw queryRejection();
  }
}

function join(event: Fields, source: EventSource): string {
  if (source === 'http-api' || source === 'function-url')
    return keepEncoded(toText(event.rawQueryString) ?? '');
  const encode = source === 'alb' ? keepEncoded : encodeURIComponent;
  return readPairs(event)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

function readPairs(event: Fields): [name: string, value: string][] {
  const many = event.multiValueQueryStringParameters;
  const parameters = isFields(many) ? many : event.queryStringParameters;
  if (!isFields(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, toText(value) ?? '']),
  );
}

function keepEncoded(text: string): string {
  decodeURIComponent(text);
  return encodeStray(text);
}

/** A raw space or `#` sends parsers of `req.url` down another path than the gateway's. */
function encodeStray(query: string): string {
  return query.replace(/[^\x21-\x7e]+|#/g, encodeURIComponent);
}
