import type { AwsError } from '../aws-error.ts';
import type { Input, Service } from '../call.ts';

/** A request as it came, its body whole. */
export type WireRequest = Readonly<{
  method: string;
  /** Path as it was sent, without the query. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}>;

export type WireResponse = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}>;

export type Decoded = Readonly<{ operation: string; input: Input }>;

/** How calls and outputs are written on the wire. */
export type Protocol = Readonly<{
  /** The call, `undefined` when the request is none of this protocol. Throws AwsError when it does not parse. */
  decode(request: WireRequest, service: Service): Decoded | undefined;
  encode(output: unknown, call: { operation: string; requestId: string }, service: Service): WireResponse;
  encodeError(error: AwsError, call: { requestId: string }, service: Service): WireResponse;
}>;
