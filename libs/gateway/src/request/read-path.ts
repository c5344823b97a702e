import { ERRORS } from '@lambda-nest/problem';
import type { EventSource } from '../event/detect-source.ts';
import { type Fields, toFields, toText } from '../event/event-fields.ts';
import { findPathViolation } from '../find-path-violation.ts';
import { malformed, pathRejection } from './rejected-request.ts';

/** All but `/` and what a segment may hold as it is, so that `/orders:batch` stays the route it is. RFC 3986, `pchar`. */
const NOT_PATH = /[^\w.~!$&'()*+,;=:@/-]+/g;

/**
 * The path, percent-encoded exactly once, whatever the source did to it. `pathParameters`, `requestPath` and what the
 * event says of a base path are never read: only the path itself decides. A stage is still in front, for `stripStage`.
 *
 * @param basePath key of a custom-domain mapping; see `HandlerOptions.basePath`.
 * @throws RejectedRequest 400 for a path that is not canonical, 414 for one that is too long
 */
export function readPath(event: Fields, source: EventSource, basePath?: string): string {
  const path = source === 'http-api' ? encodePath(event) : readEncoded(event, source);
  const violation = findPathViolation(path);
  if (violation) throw pathRejection(violation);
  return basePath && isMapped(event, source) ? removePrefix(path, basePath) : path;
}

/** Each source has one member for the path; an event that also carries the other's is not asked about it. */
function readEncoded(event: Fields, source: EventSource): string {
  return toText(source === 'function-url' ? event.rawPath : event.path) ?? '';
}

/**
 * An HTTP API decodes `rawPath` once, so it is encoded again, `%` included; `%2F` was lost at the gateway. An
 * event whose `rawPath` is the encoded twin of `http.path` is taken as it is, as a Function URL sends it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
function encodePath(event: Fields): string {
  const rawPath = toText(event.rawPath) ?? '';
  const httpPath = toFields(toFields(event.requestContext).http).path;
  if (rawPath !== httpPath && isTwin(rawPath, httpPath)) return rawPath;
  try {
    return rawPath.replace(NOT_PATH, encodeURIComponent);
  } catch {
    // A lone surrogate: not text that any client could have sent.
    throw malformed(ERRORS.pathMalformed.detail, 'path-not-text');
  }
}

function isTwin(encoded: string, path: unknown): boolean {
  try {
    return decodeURIComponent(encoded) === path;
  } catch {
    return false;
  }
}

/** Payload 1.0 and REST events carry the mapping key in `path`, and only when they came through a custom domain. */
function isMapped(event: Fields, source: EventSource): boolean {
  const domain = toText(toFields(event.requestContext).domainName);
  const hasKey = source === 'rest' || source === 'http-api-v1';
  return hasKey && domain !== undefined && !/\.execute-api\.[^.]+\.amazonaws\.com(?:\.cn)?$/i.test(domain);
}

function removePrefix(path: string, basePath: string): string {
  const prefix = `/${basePath}`;
  if (path === prefix) return '/';
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}
