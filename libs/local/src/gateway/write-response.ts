import type { ServerResponse } from 'node:http';
import type { GatewayResponse } from './gateway-responses.ts';
import type { ClientResponse } from './client-response.ts';

/** The gateway's own response as a response. */
export function responseOf(
  { status, message }: GatewayResponse,
  headers: ClientResponse['headers'] = [],
): ClientResponse {
  return {
    status,
    headers: [...headers, ['Content-Type', 'application/json']],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** Writes a response with what every response of an HTTP API carries: its length and the request id. */
export function writeResponse(
  response: ServerResponse,
  { status, headers, body }: ClientResponse,
  requestId: string,
): void {
  const all = [
    ...headers.flat(),
    ...(status === 204 || status === 304 ? [] : ['Content-Length', String(body.length)]),
    'Connection',
    response.shouldKeepAlive ? 'keep-alive' : 'close',
    'Apigw-Requestid',
    requestId,
  ];
  response.writeHead(status, all);
  response.end(body);
}
