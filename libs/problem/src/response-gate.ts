import type { ServerResponse } from 'node:http';

/** Responses that any status may leave on: a route was entered, and its caller was let in. */
const OPEN = new WeakSet<object>();

/** Responses that only an error may leave on: a route or a filter is at work, and no caller was let in yet. */
const REJECTING = new WeakSet<object>();

/** Lets an error leave: called when a route is entered, before it is known who asks, and when a filter is. */
export function letReject(response: object): void {
  REJECTING.add(response);
}

/** Lets anything leave: called by the guard that has let the caller in, and by the application's own replies. */
export function letRespond(response: object): void {
  OPEN.add(response);
}

/** Whether a response may leave as it is now. */
export function mayRespond(response: ServerResponse): boolean {
  return OPEN.has(response) || (response.statusCode >= 400 && REJECTING.has(response));
}
