import type { IncomingMessage } from 'node:http';
import type { Api, Notes } from './api.ts';
import { replyToPreflight, applyCors } from './apply-cors.ts';
import { callIntegration } from './call-integration.ts';
import type { ClientResponse } from './client-response.ts';
import { explainMiss } from './explain-miss.ts';
import type { GatewayResponse } from './gateway-responses.ts';
import { RESPONSES } from './gateway-responses.ts';
import { LIMITS, readHeaders, type RequestFacts } from '@lambda-nest/gateway/model';
import { measureHead } from './measure-head.ts';
import { passAuthorizer } from './pass-authorizer.ts';
import { readBody } from './read-body.ts';
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
  const reject = (reply: GatewayResponse, why: string): ClientResponse => {
    notes.failure = why;
    return responseOf(reply);
  };
  const { host } = message.headers;
  if (!api.takesHost(host))
    return reject(RESPONSES.forbidden, `the host ${JSON.stringify(host)} is none of this machine`);
  if (measureHead(message) > LIMITS.requestHead) {
    return reject(RESPONSES.headersTooLarge, `request line and headers are over ${LIMITS.requestHead} bytes`);
  }
  const home = message.url === '/' && message.method === 'GET' ? api.home?.() : undefined;
  if (home !== undefined) return { status: 200, headers: HOME_HEADERS, body: Buffer.from(home) };
  const target = api.locate(message.url ?? '/');
  // What AWS says of the reserved paths is that an API cannot have them; the body was seen by others, not recorded.
  if (target === 'reserved') return { status: 200, headers: [['Content-Type', 'text/plain']], body: HEALTHY };
  if (target === 'malformed') return reject(RESPONSES.badRequest, 'the path does not decode');
  if (target === undefined) return reject(RESPONSES.notFound, api.explainNoApi());
  const { headers, cookies } = readHeaders(message.rawHeaders);
  const { method = 'GET' } = message;
  const preflight = replyToPreflight(api.cors, method, headers);
  if (preflight) return preflight;
  const respond = (response: ClientResponse): ClientResponse =>
    applyCors(api.cors, headers.get('origin'), response);
  const found = api.match(method, target.segments);
  if (!found) return respond(reject(RESPONSES.notFound, explainMiss(api, method, target.segments)));
  notes.route = found.route;
  if (!api.mayPass(found.route))
    return respond(reject(RESPONSES.tooManyRequests, 'the stage lets no more through'));
  const { stage, identity, stageVariables } = api;
  const of = { api: identity, stage, ...(stageVariables && { stageVariables }) };
  const request = { ...found, ...of, method, target, headers, cookies, facts };
  const authorized = await passAuthorizer(api, request, notes);
  if (authorized && 'status' in authorized) return respond(authorized);
  const body = await readBody(message, LIMITS.payload);
  if (!body) return respond(reject(RESPONSES.payloadTooLarge, `the body is over ${LIMITS.payload} bytes`));
  return respond(await callIntegration(api, { ...request, body, ...(authorized && { authorized }) }, notes));
}

const HOME_HEADERS: ClientResponse['headers'] = [
  ['Content-Type', 'text/html; charset=utf-8'],
  ['Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'"],
  ['Cache-Control', 'no-store'],
];

const HEALTHY = Buffer.from('healthy');
