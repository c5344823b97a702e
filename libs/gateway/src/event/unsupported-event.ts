import { isFields } from './event-fields.ts';

/**
 * The function was invoked with something it does not handle. Lambda hands name and message to the invoker, so neither
 * they nor the stack say anything of the event or the code.
 */
export class UnsupportedEvent extends Error {
  override readonly name = 'UnsupportedEvent';
  readonly code = 'EVENT_UNSUPPORTED';

  constructor() {
    super(
      'This function replies to HTTP requests from API Gateway, a load balancer or a Function URL, and to warm-up ' +
        'pings. The event is none of these.',
    );
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** What kind of thing was received, for the log; never its content. */
export function describeEvent(event: unknown): string {
  if (event === null) return 'null';
  if (Array.isArray(event)) return 'array';
  if (!isFields(event)) return typeof event;
  if ('Records' in event) return 'records';
  if ('detail-type' in event) return 'EventBridge event';
  if ('requestContext' in event) return 'unknown request';
  return Object.keys(event).length === 0 ? 'empty object' : 'object';
}
