import { AwsError } from '../endpoint/aws-error.ts';
import type { Principal } from '../endpoint/principal.ts';
import type { WireRequest } from '../endpoint/protocols/protocol.ts';
import { decodeChunks } from './decode-chunks.ts';

/** A request of S3, told apart into what it is about. */
export type BucketRequest = Readonly<{
  method: string;
  /** Absent for the list of buckets. */
  bucket?: string;
  /** Absent for a request about the bucket itself. */
  key?: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  /** Checksums sent behind the body. */
  trailers: Readonly<Record<string, string>>;
  region: string;
  principal: Principal;
  requestId: string;
}>;

const VIRTUAL_HOST = /^(?:(.+)\.)?s3[.-](?:[a-z0-9-]+\.)?(?:amazonaws\.com|localhost)$/;

/** Bucket and key of a request, by host or by path. */
export function splitTarget(host: string, path: string): { bucket?: string; key?: string } {
  const virtual = VIRTUAL_HOST.exec(host)?.[1];
  const rest = virtual === undefined ? path : `/${virtual}${path}`;
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?([^]*)$/.exec(rest) ?? [];
  return { ...(bucket && { bucket: decode(bucket) }), ...(key && { key: decode(key) }) };
}

/** Whether a host is one of S3. */
export function isBucketHost(host: string): boolean {
  return VIRTUAL_HOST.test(host);
}

export function readBucketRequest(
  request: WireRequest,
  host: string,
  about: Pick<BucketRequest, 'region' | 'principal' | 'requestId'>,
): BucketRequest {
  const { method, query, headers } = request;
  const { body, trailers } = decodeChunks(request);
  return { method, query, headers, body, trailers, ...splitTarget(host, request.path), ...about };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}
