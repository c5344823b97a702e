import { capitalizeHeader } from './capitalize-header.ts';
import type { ClientResponse } from './client-response.ts';
import { GATEWAY_HEADERS } from './client-response.ts';

type Result = Record<string, unknown>;

/**
 * What the client receives for what the function returned, `undefined` when that is malformed (the gateway's 500).
 *
 * Payload 2.0 without `statusCode` is a 200 with the JSON itself, a string without its quotes. With `statusCode` and no
 * content type it is `text/plain; charset=utf-8`; payload 1.0 has no inference and adds `multiValueHeaders`. Assumed:
 * malformed are a body that is no string, a status other than 200 to 999 (an interim one would leave the client waiting),
 * and a header that no line can hold.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function readResult(payload: string, format: '1.0' | '2.0'): ClientResponse | undefined {
  const result: unknown = JSON.parse(payload);
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  if (format === '2.0' && !(isObject && 'statusCode' in result)) return inferred(payload, result);
  if (!isObject) return undefined;
  return explicit(result as Result, format);
}

function inferred(payload: string, result: unknown): ClientResponse {
  const body = Buffer.from(typeof result === 'string' ? result : payload);
  return { status: 200, headers: [['Content-Type', 'application/json']], body };
}

function explicit(result: Result, format: '1.0' | '2.0'): ClientResponse | undefined {
  const status = readStatus(result['statusCode']);
  const headers = readHeaders(result, format);
  const body = readBody(result);
  if (status === undefined || headers === undefined || body === undefined) return undefined;
  if (!headers.some(([name]) => name === 'Content-Type') && status !== 204 && status !== 304) {
    headers.push(['Content-Type', 'text/plain; charset=utf-8']);
  }
  return { status, headers, body };
}

/** `201` and `"201"`, no fraction. */
function readStatus(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^[2-9]\d\d$/.test(text) ? Number(text) : undefined;
}

function readHeaders(result: Result, format: '1.0' | '2.0'): [string, string][] | undefined {
  const lists: [string, unknown][] = Object.entries(memberOf(result, 'headers'));
  if (format === '1.0') lists.push(...Object.entries(memberOf(result, 'multiValueHeaders')));
  else if (Array.isArray(result['cookies'])) lists.push(['Set-Cookie', result['cookies']]);
  const headers: [string, string][] = [];
  for (const [name, value] of lists) {
    if (GATEWAY_HEADERS.has(name.toLowerCase()) || value === null) continue;
    for (const one of [value].flat()) headers.push([capitalizeHeader(name), String(one)]);
  }
  return headers.every(isSendable) ? headers : undefined;
}

function memberOf(result: Result, name: string): object {
  const member = result[name];
  return typeof member === 'object' && member !== null ? member : {};
}

/** Names and values that cannot break out of their line. */
function isSendable([name, value]: [string, string]): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

function readBody({ body, isBase64Encoded }: Result): Buffer | undefined {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body !== 'string') return undefined;
  return Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
}
