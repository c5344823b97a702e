import { ERRORS } from '@lambda-nest/problem';
import type { EventSource } from '../event/detect-source.ts';
import { type Fields, isFields, toFields } from '../event/event-fields.ts';
import { malformed } from './rejected-request.ts';

/** Request headers by lower-case name. */
export type Headers = Record<string, string>;

/**
 * Headers in which adapters, load balancers and proxies report who the caller is. A client can send them too, and
 * nothing here reads them: identity comes from `authorization` alone.
 */
const CONTEXT_HEADERS =
  /^(?:x-apigateway-(?:event|context)|x-amzn-(?:request-context|lambda-context|oidc-.*))$/;

/** Controls but the tab, and but C1: as Latin-1 those are parts of UTF-8 text. */
const CONTROL = /[^\P{Cc}\t\x80-\x9f]/u;

/**
 * The headers of an event: names in lower case, repeated values joined (so that two `authorization` values are one
 * malformed value, never the first of two), context headers removed, cookies in one `cookie` header.
 *
 * @throws RejectedRequest 400 for a name or a value that HTTP does not allow
 */
export function readHeaders(event: Fields, source: EventSource): Headers {
  const headers: Headers = Object.create(null) as Headers;
  const sent = isFields(event.multiValueHeaders) ? event.multiValueHeaders : toFields(event.headers);
  for (const name of Object.keys(sent)) {
    const value = sent[name];
    if (Array.isArray(value)) for (const one of value) addHeader(headers, name, one);
    else addHeader(headers, name, value);
  }
  const hasCookies = (source === 'http-api' || source === 'function-url') && Array.isArray(event.cookies);
  // A Function URL sends both forms: the array replaces the header, it does not add to it.
  if (hasCookies) headers.cookie = (event.cookies as unknown[]).map(checkValue).join('; ');
  return headers;
}

function addHeader(headers: Headers, sentName: string, sentValue: unknown): void {
  if (sentValue === null || sentValue === undefined) return;
  const name = checkName(sentName);
  const value = checkValue(sentValue);
  if (CONTEXT_HEADERS.test(name)) return;
  const former = headers[name];
  headers[name] = former === undefined ? value : former + (name === 'cookie' ? '; ' : ', ') + value;
}

function checkName(name: string): string {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw malformed(ERRORS.headerMalformed.detail, 'header-name');
  return name.toLowerCase();
}

function checkValue(value: unknown): string {
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = isScalar ? String(value) : '\n';
  if (CONTROL.test(text)) throw malformed(ERRORS.headerMalformed.detail, 'header-value');
  return text;
}
