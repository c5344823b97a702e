import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { WireRequest } from './protocols/protocol.ts';

/** Larger than what Lambda takes in one call, and what a laptop holds in memory. */
const MAX_BODY_BYTES = 512 * 1024 * 1024;

/** Reads a request whole. Throws AwsError when its body is over 512 MiB, and rejects when the client goes away. */
export async function readWireRequest(message: IncomingMessage): Promise<WireRequest> {
  const { method = 'GET', url = '/', headers } = message;
  const mark = url.indexOf('?');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new AwsError('RequestEntityTooLarge', 'The local AWS takes bodies of up to 512 MiB.', {
        status: 413,
      });
    }
    chunks.push(chunk);
  }
  return {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
  };
}
