/**
 * Everything that knows what a Lambda event looks like.
 *
 * `createHandler` makes the handler of an Express application: non-HTTP events are answered, HTTP ones made canonical and
 * dispatched. `stripStage` and `rejectUnsafePath` are the two middlewares that make the application behave alike as an
 * HTTP server. `currentInvocation` gives event and context anywhere within an invocation.
 */
export { createHandler, type HandlerOptions, type LambdaHandler } from './create-handler.ts';
export type { ExpressApplication } from './dispatch/send-request.ts';
export type { InvokeSelf } from './event/reply-to-warm-up.ts';
export { createSelfInvoker } from './event/create-self-invoker.ts';
export { EVENT_SOURCES, type EventSource } from './event/detect-source.ts';
export { UnsupportedEvent } from './event/unsupported-event.ts';
export { findPathViolation, type PathViolation } from './find-path-violation.ts';
export { currentInvocation, whenSent, type Invocation } from './invocation.ts';
export { ORIGIN_HEADER } from './request/check-origin.ts';
export { chooseAddress, type AddressRule } from './request/choose-address.ts';
export { rejectUnsafePath } from './reject-unsafe-path.ts';
export { stripStage, type StripStageOptions } from './strip-stage.ts';
