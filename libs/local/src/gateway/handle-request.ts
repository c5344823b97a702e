import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api, Notes } from './api.ts';
import type { ClientResponse } from './client-response.ts';
import { ANSWERS } from './gateway-answers.ts';
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
  let answered: ClientResponse;
  try {
    answered = await serveRequest(api, request, facts, notes);
  } catch (error) {
    if (request.readableAborted) return;
    notes.failure = (error as Error).stack ?? String(error);
    answered = responseOf(ANSWERS.internalError);
  }
  // A body that was not read to its end cannot be followed by another request.
  if (!request.complete && answered.status === 413) response.shouldKeepAlive = false;
  writeResponse(response, answered, facts.requestId);
  const { functionMs = 0, initMs = 0 } = notes.times ?? {};
  const gatewayMs = performance.now() - started - functionMs - initMs;
  onRequest({ ...notes, status: answered.status, gatewayMs, bytes: answered.body.length });
}
