import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { LambdaHandler } from '@lambda-nest/gateway';
import {
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  type EventSketch,
} from '@lambda-nest/testing';

/** How a function is reached: what stands before `/v1` in a browser, and what arrives. */
export type Entrance = Readonly<{
  /** `''`, or `/` and a segment. */
  base: string;
  stage?: string;
  isFunctionUrl?: boolean;
}>;

export type EventServer = Readonly<{
  /** Without a slash at its end. */
  url: string;
  close: () => Promise<void>;
}>;

type Result = {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: string;
  isBase64Encoded: boolean;
};

/** Puts a Lambda handler behind HTTP on a free port of this machine, as the given entrance of AWS would. */
export async function serveEvents(handler: LambdaHandler, entrance: Entrance): Promise<EventServer> {
  const server = createServer((request, response) => {
    reply(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sketch = await toSketch(request, entrance);
    if (!sketch) return void response.writeHead(403).end('{"message":"Forbidden"}');
    const event = entrance.isFunctionUrl ? buildFunctionUrlEvent(sketch) : buildHttpApiEvent(sketch);
    const { statusCode, headers, body, isBase64Encoded } = (await handler(event, buildContext())) as Result;
    // Browsers would upgrade every later request to this host.
    const { 'strict-transport-security': _, ...rest } = headers;
    response.writeHead(statusCode, rest).end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${entrance.base}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function toSketch(
  request: IncomingMessage,
  { base, stage = '$default' }: Entrance,
): Promise<EventSketch | undefined> {
  const { method = 'GET', url = '/', headers } = request;
  if (!url.startsWith(`${base}/`)) return undefined;
  const { connection: _, host: __, 'content-length': ___, ...rest } = headers;
  const body = await buffer(request);
  return {
    method,
    path: url.slice(base.length),
    stage,
    headers: rest as Record<string, string>,
    ...(body.length > 0 ? { body } : {}),
  };
}
