import type { IncomingMessage } from 'node:http';

/** How much of a body that is too long is still taken, so that its sender lives to read the response. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/** Reads a body of at most `maxBytes`; `undefined` when it is longer. Rejects when the client goes away. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks = [];
      if (size > DRAINED_BYTES) {
        request.pause();
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(size > maxBytes ? undefined : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
