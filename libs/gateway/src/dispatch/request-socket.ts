import { EventEmitter } from 'node:events';

type Encoding = BufferEncoding | null;
type Done = (error?: Error | null) => void;

/**
 * The connection a request would have come over, and its response gone out on: reads nothing and keeps what is written.
 * It closes, can be destroyed and says so, which the plain object that serverless-express uses in its place cannot; and
 * it is no stream, whose states and events take longer than the whole of Nest does for a request. What it has is what
 * `IncomingMessage`, `ServerResponse` and `stream.finished` ask of a `Socket`.
 */
export class RequestSocket extends EventEmitter {
  /** Express derives `req.secure` and `req.protocol` from it. Only a load balancer may speak plain HTTP to the client. */
  readonly encrypted = true;
  readonly remoteAddress: string;
  /** This connection is not drained, so it never asks a writer to wait. */
  readonly writableHighWaterMark = 2 ** 30;
  readonly writableLength = 0;
  readonly writableCorked = 0;
  /** `ServerResponse.end` resets the count in it. */
  readonly _writableState = { corked: 0 };
  destroyed = false;
  closed = false;
  errored: Error | null = null;
  readonly #chunks: (string | Uint8Array)[] = [];

  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }

  get readable(): boolean {
    return !this.destroyed;
  }

  get writable(): boolean {
    return !this.destroyed;
  }

  /** Where `stream.finished` looks for it. */
  get writableErrored(): Error | null {
    return this.errored;
  }

  /** What was written after `head`, the text of the response's head: as text when all of it came with the head, in UTF-8. */
  bodyAfter(head: string): Buffer | string {
    const at = this.#chunks.findIndex((chunk) => typeof chunk === 'string' && chunk.startsWith(head));
    if (at < 0) return bytesAfter(head, concat(this.#chunks));
    const text = (this.#chunks[at] as string).slice(head.length).toWellFormed();
    const rest = this.#chunks.slice(at + 1);
    return rest.length === 0 ? text : concat([text, ...rest]);
  }

  write(chunk: string | Uint8Array, encoding?: Encoding | Done, done?: Done): boolean {
    if (typeof encoding === 'function') return this.write(chunk, null, encoding);
    if (this.writable) this.#chunks.push(encode(chunk, encoding));
    if (done) process.nextTick(done, this.writable ? null : new Error('The connection is closed.'));
    return this.writable;
  }

  /** There is no other end that could close it, too. */
  end(chunk?: string | Uint8Array, encoding?: Encoding | Done, done?: Done): this {
    if (chunk !== undefined) this.write(chunk, encoding, done);
    return this.destroy();
  }

  destroy(error?: Error | null): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    process.nextTick(emitClose, this);
    return this;
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

  cork(): void {}

  uncork(): void {}

  pause(): this {
    return this;
  }

  resume(): this {
    return this;
  }
}

/** Text stays text where its bytes would be UTF-8; Node writes a head as Latin-1, of which ASCII is both. */
function encode(chunk: string | Uint8Array, encoding: Encoding | undefined): string | Uint8Array {
  if (typeof chunk !== 'string' || !encoding) return chunk;
  return encoding === 'utf8' || encoding === 'utf-8' ? chunk : Buffer.from(chunk, encoding);
}

function concat(chunks: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)));
}

/** A head in bytes of its own, or together with text in another encoding than UTF-8, is Latin-1. */
function bytesAfter(head: string, bytes: Buffer): Buffer {
  const start = bytes.indexOf(head, 0, 'latin1');
  return start < 0 ? Buffer.alloc(0) : bytes.subarray(start + head.length);
}

function emitClose(socket: RequestSocket): void {
  if (socket.errored && socket.listenerCount('error') > 0) socket.emit('error', socket.errored);
  socket.closed = true;
  socket.emit('close', socket.errored !== null);
}
