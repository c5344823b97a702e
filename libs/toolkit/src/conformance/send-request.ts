import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request as requestHttp } from 'node:http';
import { Agent as SecureAgent, request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ReceivedResponse } from './find-differences.ts';

export type Sent = Readonly<{
  method?: string;
  /** Where the API is: `https://abc.execute-api.eu-west-1.amazonaws.com/mvp`. */
  base: string;
  /** Path below it, byte by byte: nothing normalizes it. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Default 10,000. */
  timeoutMs?: number;
}>;

const AGENTS = { http: new Agent({ keepAlive: true }), https: new SecureAgent({ keepAlive: true }) };

/** Sends a request as it is written and keeps the response as it came; a redirect is a response. */
export async function sendRequest({
  method = 'GET',
  base,
  path,
  headers = {},
  body,
  timeoutMs = 10_000,
}: Sent): Promise<ReceivedResponse> {
  const { protocol, hostname, port, pathname } = new URL(base);
  const [request, agent] = protocol === 'https:' ? [requestHttps, AGENTS.https] : [requestHttp, AGENTS.http];
  const message = request({
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    method,
    path: `${pathname.replace(/\/$/, '')}${path}`,
    agent,
    headers,
    signal: AbortSignal.timeout(timeoutMs),
  });
  message.end(body);
  const [response] = (await once(message, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: readHeaders(response), text: await text(response) };
}

function readHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  );
}
