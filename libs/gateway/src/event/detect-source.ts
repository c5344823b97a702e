import { type Fields, isFields, toFields, toText } from './event-fields.ts';

/** Where an HTTP-shaped event comes from; the names of `EVENT_SOURCES`. */
export type EventSource = 'http-api' | 'http-api-v1' | 'rest' | 'function-url' | 'alb';

export const EVENT_SOURCES: readonly EventSource[] = [
  'http-api',
  'http-api-v1',
  'rest',
  'function-url',
  'alb',
];

/**
 * Names the source of an HTTP-shaped event. `undefined` for anything else, and for an event that carries the marks of
 * two sources: what is ambiguous is never dispatched.
 *
 * - `alb`: `requestContext.elb`, no `version`.
 * - `http-api`, `function-url`: `version` 2.0 with `requestContext.http`; a Function URL by its `lambda-url` domain.
 * - `http-api-v1`: `version` 1.0, unless it is a REST event to which a tool added the version (SAM CLI does).
 * - `rest`: no `version`, with `httpMethod` and a stage, a resource or an identity.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function detectSource(event: Fields): EventSource | undefined {
  const context = toFields(event.requestContext);
  if ('Records' in event || context.serviceNetworkArn !== undefined) return undefined;
  // A gateway that takes the function for its authorizer shows it the request, and expects a policy.
  if ('methodArn' in event || 'routeArn' in event) return undefined;
  // Each of them rejects the marks of the others.
  return detectAlb(event, context) ?? detectPayload2(event, context) ?? detectPayload1(event, context);
}

function detectAlb(event: Fields, context: Fields): EventSource | undefined {
  const isAlb = isFields(context.elb) && context.http === undefined && event.version === undefined;
  return isAlb && typeof event.httpMethod === 'string' ? 'alb' : undefined;
}

function detectPayload2(event: Fields, context: Fields): EventSource | undefined {
  if (event.version !== '2.0' || !isFields(context.http)) return undefined;
  if (context.elb !== undefined || event.httpMethod !== undefined) return undefined;
  return /\.lambda-url\./i.test(toText(context.domainName) ?? '') ? 'function-url' : 'http-api';
}

function detectPayload1(event: Fields, context: Fields): EventSource | undefined {
  if (typeof event.httpMethod !== 'string' || isFields(context.elb) || isFields(context.http))
    return undefined;
  if (event.version === '1.0') return isRestInDisguise(event, context) ? 'rest' : 'http-api-v1';
  const isRest = typeof context.stage === 'string' || 'resourcePath' in context || isFields(context.identity);
  return event.version === undefined && isRest ? 'rest' : undefined;
}

/**
 * A REST path never holds the stage, `requestContext.path` does when called through execute-api, and `resourceId` is an
 * id; in payload 1.0 of an HTTP API the path holds a named stage and `resourceId` is the route key or null.
 */
function isRestInDisguise(event: Fields, context: Fields): boolean {
  const [stage, path] = [toText(context.stage) ?? '$default', toText(event.path) ?? ''];
  if (stage === '$default') return false;
  if (context.path === `/${stage}${path}`) return true;
  const isUnderStage = path === `/${stage}` || path.startsWith(`/${stage}/`);
  return !isUnderStage && /^[a-z0-9]+$/i.test(toText(context.resourceId) ?? '');
}
