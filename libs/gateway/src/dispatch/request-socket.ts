import { Duplex } from 'node:stream';

/**
 * The connection a request would have come over, and its response gone out on: an ordinary stream that reads nothing and
 * keeps what is written. Being a real stream it emits, closes and can be destroyed, which the plain object that
 * serverless-express uses in its place cannot.
 */
export class RequestSocket extends Duplex {
  /** Express derives `req.secure` and `req.protocol` from it. Only a load balancer may speak plain HTTP to the client. */
  readonly encrypted = true;
  readonly remoteAddress: string;
  readonly #chunks: Buffer[] = [];

  constructor(remoteAddress: string) {
    // Nobody drains this connection, so it never asks a writer to wait.
    super({ writableHighWaterMark: 2 ** 30 });
    this.remoteAddress = remoteAddress;
    // An aborted connection emits its error; Node's server listens to it as well.
    this.on('error', () => undefined);
  }

  /** What was written after `head`, the text of the response's head. */
  bodyAfter(head: string): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    const start = bytes.indexOf(head, 0, 'latin1');
    return start < 0 ? Buffer.alloc(0) : bytes.subarray(start + head.length);
  }

  address(): { port: number } {
    return { port: 443 };
  }

  /** `req.setTimeout` and `res.setTimeout` call it; the invocation has a time limit of its own. */
  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
}
