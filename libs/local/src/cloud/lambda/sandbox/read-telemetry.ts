import type { Readable } from 'node:stream';

/** The last two bits of the type are set for text; those before them are the level. */
const TEXT = 0b11;
const HEADER_BYTES = 16;

/**
 * Reads the frames in which the runtime client hands what a function logs to the platform: a type, a length, a time in
 * microseconds, a message. Messages may have several lines and stay one event.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
export function readTelemetry(
  stream: Readable,
  take: (event: { timestamp: number; message: string }) => void,
): void {
  let pending: Buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + pending.readInt32BE(4);
      if (pending.length < end) return;
      const message = pending.toString('utf8', HEADER_BYTES, end);
      const isText = (pending.readUInt32BE(0) & TEXT) === TEXT;
      take({
        timestamp: Number(pending.readBigInt64BE(8) / 1000n),
        message: isText ? message.replace(/\n$/, '') : message,
      });
      pending = pending.subarray(end);
    }
  });
}
