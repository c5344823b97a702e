import { AwsError } from '../endpoint/aws-error.ts';
import type { WireRequest } from '../endpoint/protocols/protocol.ts';

type Decoded = { body: Buffer; trailers: Record<string, string> };

/**
 * Takes a body out of its chunks, where it came in chunks (`aws-chunked`). Signatures of chunks are not verified.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function decodeChunks({ headers, body }: WireRequest): Decoded {
  if (!(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-')) return { body, trailers: {} };
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end), 16);
    if (end === -1 || Number.isNaN(size))
      throw new AwsError('IncompleteBody', 'The chunked body is not complete.');
    at = end + 2;
    if (size === 0) break;
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
  const whole = Buffer.concat(chunks);
  const declared = headers['x-amz-decoded-content-length'];
  if (declared !== undefined && Number(declared) !== whole.length)
    throw new AwsError(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header.',
    );
  return { body: whole, trailers: parseTrailers(body.toString('latin1', at)) };
}

function parseTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
