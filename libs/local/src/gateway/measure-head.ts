import type { IncomingMessage } from 'node:http';

/** Bytes of request line and headers as they came over the wire, without the empty line that ends them. */
export function measureHead({ method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): number {
  // Two spaces, `HTTP/` and the line ends; per header a colon, a space and a line end.
  let bytes = method.length + Buffer.byteLength(url) + httpVersion.length + 9;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    bytes += (rawHeaders[index]?.length ?? 0) + (rawHeaders[index + 1]?.length ?? 0) + 4;
  }
  return bytes;
}
