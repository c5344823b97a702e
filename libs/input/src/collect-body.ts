import type { IncomingMessage } from 'node:http';
import { ERRORS, Problem } from '@lambda-nest/problem';

/**
 * Collects the bytes of a request body.
 *
 * @param limit bytes at most; 413 beyond, without reading on
 * @throws Problem 413, or 400 when the client stops before its end
 */
export function collectBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (lengthOf(request) > limit) return Promise.reject(tooLarge());
  if (request.readableEnded) return Promise.reject(readByOthers());
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

/**
 * Collects the bytes of a request body and puts them back, so that another reader, as multer is, finds them unread.
 *
 * @throws Problem as `collectBody` does
 */
export function peekBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (lengthOf(request) > limit) return Promise.reject(tooLarge());
  if (request.readableEnded) return Promise.reject(readByOthers());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (end: () => void): void => {
      request.off('readable', onReadable);
      end();
    };
    const onReadable = (): void => {
      for (let chunk = request.read() as Buffer | null; chunk; chunk = request.read() as Buffer | null) {
        size += chunk.length;
        if (size <= limit) chunks.push(chunk);
      }
      if (size > limit) {
        settle(() => reject(tooLarge()));
        request.resume();
      } else if (request.complete) {
        const body = Buffer.concat(chunks);
        // In the turn in which the last of it was read: the stream has not ended yet.
        request.unshift(body);
        settle(() => resolve(body));
      }
    };
    request.on('readable', onReadable);
    request.once('error', () => settle(() => reject(cutShort())));
    request.once('aborted', () => settle(() => reject(cutShort())));
  });
}

function lengthOf({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** No error of the caller: its body was taken away before its limits could be looked at. */
function readByOthers(): Error {
  return new Error(
    'A middleware has read the body of the request. The application reads bodies itself, within its limits: ' +
      'remove the body parser, and say with @Consumes(…) what a route takes.',
  );
}

function tooLarge(): Problem {
  return new Problem(ERRORS.bodyTooLarge);
}

function cutShort(): Problem {
  return new Problem({ status: 400, detail: 'The body ended too early.' });
}
