import type { Api, Notes } from './api.ts';
import { buildEventV1 } from './build-event-v1.ts';
import { buildEvent } from './build-event.ts';
import type { ClientResponse } from './client-response.ts';
import { forwardHeaders } from './forward-headers.ts';
import type { GatewayResponse } from './gateway-responses.ts';
import { RESPONSES } from './gateway-responses.ts';
import { type GatewayRequest, LIMITS } from '@lambda-nest/gateway/model';
import { readResult } from './read-result.ts';
import { responseOf } from './write-response.ts';

/** Hands the request to the function as an event, and what it returned to the client; the gateway's response else. */
export async function callIntegration(
  api: Api,
  request: GatewayRequest,
  notes: Notes,
): Promise<ClientResponse> {
  const {
    runner,
    payloadFormat: format = '2.0',
    timeoutMs = LIMITS.integrationTimeoutMs,
  } = api.integrationOf(request.route);
  forwardHeaders(request.headers, { facts: request.facts, bodyLength: request.body.length, port: api.port });
  const event = JSON.stringify(format === '2.0' ? buildEvent(request) : buildEventV1(request));
  const fail = (response: GatewayResponse, failure: string): ClientResponse => {
    notes.failure = failure;
    return responseOf(response);
  };
  if (Buffer.byteLength(event) > LIMITS.invocationRequest) {
    return fail(RESPONSES.payloadTooLarge, `the event is over ${LIMITS.invocationRequest} bytes`);
  }
  const asked = performance.now();
  const result = await within(timeoutMs, runner.invoke(event, request.facts.traceId));
  notes.integrationMs = performance.now() - asked;
  if (!result) return fail(RESPONSES.unavailable, `the function did not answer within ${timeoutMs / 1000} s`);
  if (result.times) notes.times = result.times;
  if (!result.ok) return fail(RESPONSES.internalError, result.reason);
  if (Buffer.byteLength(result.payload) > LIMITS.invocationResponse) {
    return fail(
      RESPONSES.internalError,
      `the function returned more than ${LIMITS.invocationResponse} bytes`,
    );
  }
  return (
    readResult(result.payload, format) ??
    fail(RESPONSES.internalError, `the function returned something that is no payload ${format} response`)
  );
}

/** The value, or `undefined` when it takes longer; what makes it is not stopped. */
async function within<T>(ms: number, value: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
