import type { EventSource } from '../event/detect-source.ts';

/** By how much a result is too large. */
export type Excess = Readonly<{ bytes: number; limit: number }>;

/**
 * Bytes that a result may have as JSON: Lambda's own limit for a response that is not streamed, and that of load balancers.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
const MAX_BYTES = 6 * 1024 * 1024;
const MAX_BYTES_OF_ALB = 1024 * 1024;

/** Bytes of JSON that one character of a body may become: `\\u0000`. */
const MAX_GROWTH = 6;
/** Room for headers, which the gateway limits to far less. */
const HEADERS = 65_536;

/**
 * Whether what the function would return is more than Lambda passes on: the caller would get an error of the gateway, and
 * the log a success. `undefined` when it fits.
 *
 * @param length of the body, in characters or bytes: results that fit by far are not measured
 */
export function findExcess(source: EventSource, length: number, result: object): Excess | undefined {
  const limit = source === 'alb' ? MAX_BYTES_OF_ALB : MAX_BYTES;
  if (length * MAX_GROWTH + HEADERS <= limit) return undefined;
  const bytes = Buffer.byteLength(JSON.stringify(result));
  return bytes > limit ? { bytes, limit } : undefined;
}
