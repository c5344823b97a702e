import type { Fields } from '../event/event-fields.ts';
import type { Headers } from './read-headers.ts';
import { malformed } from './rejected-request.ts';

/**
 * The body's bytes, `undefined` when there are none, whatever `isBase64Encoded` says of nothing (ALB sets it).
 *
 * @throws RejectedRequest 400 for a body that is no text, or base64 that is not
 */
export function readBody(event: Fields): Buffer | undefined {
  const { body, isBase64Encoded } = event;
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body !== 'string') throw malformed('The body is malformed.', 'body-not-text');
  if (isBase64Encoded !== true) return Buffer.from(body);
  const bytes = Buffer.from(body, 'base64');
  // Node's decoder skips what it does not know; base64 that is padded, and has no stray bits, is what it was made of.
  if (bytes.toString('base64') !== body) throw malformed('The body is malformed.', 'body-not-base64');
  return bytes;
}

/**
 * Makes the headers that describe a body fit the bytes there are. An empty body loses the content type that API Gateway
 * adds on its own to requests without payload.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function describeBody(headers: Headers, body: Buffer | undefined): void {
  delete headers['transfer-encoding'];
  if (body) {
    headers['content-length'] = String(body.length);
    return;
  }
  if (headers['content-length'] !== undefined) headers['content-length'] = '0';
  if (/^text\/plain; ?charset=utf-8$/i.test(headers['content-type'] ?? '')) delete headers['content-type'];
}
