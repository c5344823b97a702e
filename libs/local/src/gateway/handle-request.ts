import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api, Notes } from './api.ts';
import type { ClientResponse } from './client-response.ts';
import { RESPONSES } from './gateway-responses.ts';
import { readFacts } from '@lambda-nest/gateway/model';
import type { RequestRecord } from './request-record.ts';
import { serveRequest } from './serve-request.ts';
import { responseOf, writeResponse } from './write-response.ts';

/** Serves a request of an API: the response is written, then told of. Never rejects. */
export async function handleRequest(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  onRequest: (record: RequestRecord) => void,
): Promise<void> {
  const started = performance.now();
  const facts = readFacts(request);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const notes: Notes = { method: request.method ?? 'GET', path, requestId: facts.requestId, facts };
  const { host, 'user-agent': userAgent } = request.headers;
  Object.assign(notes, { ...(host && { host }), ...(userAgent && { userAgent }) });
  let sent: ClientResponse;
  try {
    sent = await serveRequest(api, request, facts, notes);
  } catch (error) {
    if (request.readableAborted) return;
    notes.failure = (error as Error).stack ?? String(error);
    sent = responseOf(RESPONSES.internalError);
  }
  // A body that was not read to its end cannot be followed by another request.
  if (!request.complete && sent.status === 413) response.shouldKeepAlive = false;
  writeResponse(response, sent, facts.requestId);
  const { functionMs = 0, initMs = 0 } = notes.times ?? {};
  const gatewayMs = performance.now() - started - functionMs - initMs;
  onRequest({ ...notes, status: sent.status, gatewayMs, bytes: sent.body.length });
}
