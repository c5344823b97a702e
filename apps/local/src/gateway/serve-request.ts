import type { IncomingMessage } from 'node:http';
import type { Api, Notes } from './api.ts';
import { answerPreflight, applyCors } from './apply-cors.ts';
import { callIntegration } from './call-integration.ts';
import type { ClientResponse } from './client-response.ts';
import { ANSWERS } from './gateway-answers.ts';
import { LIMITS } from './limits.ts';
import { measureHead } from './measure-head.ts';
import { parseTarget } from './parse-target.ts';
import { passAuthorizer } from './pass-authorizer.ts';
import { readBody } from './read-body.ts';
import { readHeaders } from './read-headers.ts';
import type { RequestFacts } from './request-facts.ts';
import { responseOf } from './write-response.ts';

/**
 * Takes a request through the gateway: API and stage, preflight, route, throttle, authorizer, size, function.
 *
 * The order is an assumption where two of them would answer.
 */
export async function serveRequest(
  api: Api,
  message: IncomingMessage,
  facts: RequestFacts,
  notes: Notes,
): Promise<ClientResponse> {
  if (measureHead(message) > LIMITS.requestHead) return responseOf(ANSWERS.headersTooLarge);
  const target = parseTarget(message.url ?? '/', api.config);
  // What AWS says of the reserved paths is that an API cannot have them; the body was seen by others, not recorded.
  if (target === 'reserved') return { status: 200, headers: [['Content-Type', 'text/plain']], body: HEALTHY };
  if (target === 'malformed') return responseOf(ANSWERS.badRequest);
  if (target === undefined) return responseOf(ANSWERS.notFound);
  const { headers, cookies } = readHeaders(message.rawHeaders);
  const { method = 'GET' } = message;
  const preflight = answerPreflight(api.config.cors, method, headers);
  if (preflight) return preflight;
  const respond = (response: ClientResponse): ClientResponse =>
    applyCors(api.config.cors, headers.get('origin'), response);
  const found = api.match(method, target.segments);
  if (!found) return respond(responseOf(ANSWERS.notFound));
  notes.route = found.route;
  if (!api.mayPass()) return respond(responseOf(ANSWERS.tooManyRequests));
  const request = { ...found, stage: api.config.stage, method, target, headers, cookies, facts };
  const authorized = await passAuthorizer(api, request, notes);
  if (authorized && 'status' in authorized) return respond(authorized);
  const body = await readBody(message, LIMITS.payload);
  if (!body) return respond(responseOf(ANSWERS.payloadTooLarge));
  return respond(await callIntegration(api, { ...request, body, ...(authorized && { authorized }) }, notes));
}

const HEALTHY = Buffer.from('healthy');
