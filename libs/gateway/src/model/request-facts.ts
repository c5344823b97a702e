import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request is known by, besides what the client wrote. */
export type RequestFacts = {
  /** 15 characters of base64 and `=`, the value of `apigw-requestid`. */
  requestId: string;
  /** `Root=1-<seconds, hex>-<24 hex digits>` */
  traceId: string;
  sourceIp: string;
  protocol: string;
  receivedAt: Date;
};

export function readFacts({ socket, httpVersion }: IncomingMessage): RequestFacts {
  const receivedAt = new Date();
  const random = randomBytes(23);
  const seconds = Math.floor(receivedAt.getTime() / 1000).toString(16);
  return {
    requestId: random.toString('base64', 0, 11),
    traceId: `Root=1-${seconds}-${random.toString('hex', 11, 23)}`,
    // An IPv4 client of a socket that listens on both families.
    sourceIp: (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    protocol: `HTTP/${httpVersion}`,
    receivedAt,
  };
}
