import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../endpoint/aws-error.ts';
import type { BucketRequest } from './bucket-request.ts';

const CHECKSUM = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;

/**
 * Checksums that came with a body, by header. Those that Node can compute are compared with it; CRC32C and CRC64NVME are
 * taken as they are.
 *
 * @throws AwsError `BadDigest`, `XAmzContentSHA256Mismatch`
 */
export function checkContent({ headers, trailers, body }: BucketRequest): Record<string, string> {
  const declared = headers['x-amz-content-sha256'] ?? '';
  if (/^[\da-f]{64}$/.test(declared) && declared !== digest('sha256', body, 'hex'))
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== digest('md5', body, 'base64'))
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  const sent = Object.entries({ ...headers, ...trailers }).flatMap(([name, value]) =>
    value !== undefined && CHECKSUM.test(name) ? [[name, value] as const] : [],
  );
  for (const [name, value] of sent) {
    const computed = compute(name.slice('x-amz-checksum-'.length), body);
    if (computed !== undefined && computed !== value)
      throw new AwsError(
        'BadDigest',
        `The ${name.slice(15).toUpperCase()} you specified did not match the calculated checksum.`,
      );
  }
  return Object.fromEntries(sent);
}

function compute(algorithm: string, body: Buffer): string | undefined {
  if (algorithm === 'sha1' || algorithm === 'sha256') return digest(algorithm, body, 'base64');
  if (algorithm !== 'crc32') return undefined;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

function digest(algorithm: string, body: Buffer, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(body).digest(encoding);
}
