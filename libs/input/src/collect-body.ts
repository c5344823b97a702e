import type { IncomingMessage } from 'node:http';
import { Problem } from '#problem';

/**
 * Collects the bytes of a request body.
 *
 * @param limit bytes at most; 413 beyond, without reading on
 * @throws Problem 413, or 400 when the client stops before its end
 */
export function collectBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', onData);
      request.resume();
      reject(tooLarge());
    };
    request.on('data', onData);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(cutShort()));
    request.once('aborted', () => reject(cutShort()));
  });
}

function tooLarge(): Problem {
  return new Problem({ status: 413, detail: 'The body is too large.' });
}

function cutShort(): Problem {
  return new Problem({ status: 400, detail: 'The body ended too early.' });
}
