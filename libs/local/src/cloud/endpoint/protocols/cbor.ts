import { cbor } from '@smithy/core/cbor';
import { AwsError } from '../aws-error.ts';
import type { Input } from '../call.ts';
import type { Protocol } from './protocol.ts';

const PATH = /^\/service\/[^/]+\/operation\/([^/]+)$/;
const CONTENT_TYPE = 'application/cbor';

/**
 * Smithy RPC v2 with CBOR, which newer clients of CloudWatch speak.
 *
 * @see https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
 */
export const rpcV2Cbor: Protocol = {
  decode({ path, headers, body }) {
    if (headers['smithy-protocol'] !== 'rpc-v2-cbor') return undefined;
    const operation = PATH.exec(path)?.[1];
    if (operation === undefined) return undefined;
    return { operation, input: parse(body) };
  },
  encode: (output, { requestId }) => ({
    status: 200,
    headers: headersOf(requestId),
    body: cbor.serialize(toPlain(output ?? {})),
  }),
  encodeError: ({ code, message, status, members }, { requestId }) => ({
    status,
    headers: {
      ...headersOf(requestId),
      'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
    },
    body: cbor.serialize({ __type: code, message, ...members }),
  }),
};

function headersOf(requestId: string): Record<string, string> {
  return { 'content-type': CONTENT_TYPE, 'smithy-protocol': 'rpc-v2-cbor', 'x-amzn-requestid': requestId };
}

function parse(body: Buffer): Input {
  if (body.length === 0) return {};
  const value: unknown = cbor.deserialize(body);
  if (typeof value !== 'object' || value === null)
    throw new AwsError('SerializationException', 'The body is not a CBOR map.');
  return value as Input;
}

/** Maps are plain in CBOR; dates the codec knows. */
function toPlain(value: unknown): unknown {
  if (value instanceof Date || value instanceof Uint8Array) return value;
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, one]) => [name, toPlain(one)]));
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, toPlain(one)]),
  );
}
