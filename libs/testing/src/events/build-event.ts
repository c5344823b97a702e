/**
 * Built events, one builder per source, for specs that go through the Lambda handler:
 * `handler(buildHttpApiEvent({ path: '/v1/users/whoami', headers: { authorization } }), buildContext())`.
 */
export { buildAlbEvent, type AlbSketch } from './build-alb-event.ts';
export { buildContext } from './build-context.ts';
export { buildFunctionUrlEvent, buildHttpApiEvent, type HttpApiEvent } from './build-http-api-event.ts';
export { buildHttpApiV1Event, buildRestEvent, type RestSketch } from './build-rest-event.ts';
export { type EventSketch } from './event-sketch.ts';
export { wireClaims } from './wire-claims.ts';
