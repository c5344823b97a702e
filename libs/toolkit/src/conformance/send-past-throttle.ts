import { setTimeout as pause } from 'node:timers/promises';
import type { ReceivedResponse } from './find-differences.ts';
import { sendRequest, type Sent } from './send-request.ts';

/** What API Gateway replies when a stage or a route gets more requests than its throttle lets through. */
const THROTTLED = '{"message":"Too Many Requests"}';
/** A throttle of 1 request a second lets one pass within this time, and others get in between. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000];

/**
 * Sends a request as {@link sendRequest} does, and again after a while when the gateway was too busy to look at it: how much a
 * stage lets through says nothing about whom it lets in. The reply is the last one when it stays too busy for 8 seconds. What
 * the application itself limits is a reply like any other.
 */
export async function sendPastThrottle(
  request: Sent,
  pausesMs: readonly number[] = PAUSES_MS,
): Promise<ReceivedResponse> {
  for (const ms of pausesMs) {
    const response = await sendRequest(request);
    if (response.status !== 429 || response.text !== THROTTLED) return response;
    await pause(ms);
  }
  return sendRequest(request);
}
