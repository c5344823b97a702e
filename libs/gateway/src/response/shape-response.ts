import type { EventSource } from '../event/detect-source.ts';
import { type Fields, isFields } from '../event/event-fields.ts';
import { encodeBody } from './encode-body.ts';

/** A response as the application gave it. */
export type AppResponse = Readonly<{
  status: number;
  /** Reason phrase; only a load balancer passes it on. */
  reason?: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, number | string | readonly string[] | undefined>>;
  /** Text is UTF-8. */
  body: Buffer | string;
}>;

type Values = [name: string, values: readonly string[]][];

/**
 * Renders a response in the shape its source takes, and in no other: a REST API answers 502 to an unknown member.
 *
 * - Payload 2.0: single `headers`, cookies in `cookies`.
 * - Payload 1.0 and REST: `multiValueHeaders`.
 * - ALB: `multiValueHeaders` if the request came with them, else `headers`; a `statusDescription`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function shapeResponse(
  { source, event }: { source: EventSource; event: Fields },
  response: AppResponse,
): object {
  const { status: statusCode, headers } = response;
  const content = encodeBody(response.body, {
    contentType: headers['content-type']?.toString(),
    contentEncoding: headers['content-encoding']?.toString(),
  });
  const values = readValues(response, source);
  if (source === 'rest' || source === 'http-api-v1') {
    return { statusCode, multiValueHeaders: Object.fromEntries(values), ...content };
  }
  if (source !== 'alb') return { statusCode, ...splitCookies(values), ...content };
  const statusDescription = `${statusCode} ${response.reason ?? ''}`.trimEnd();
  const isMulti = isFields(event.multiValueHeaders);
  const shaped = isMulti
    ? { multiValueHeaders: Object.fromEntries(values) }
    : { headers: Object.fromEntries(spread(values)) };
  return { statusCode, statusDescription, ...shaped, ...content };
}

function readValues({ headers, body }: AppResponse, source: EventSource): Values {
  const values: Values = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value === undefined) continue;
    if (name !== 'content-length')
      values.push([name, typeof value === 'object' ? value.map(String) : [String(value)]]);
    // A REST API renames it to x-amzn-remapped-content-length.
    else if (source !== 'rest')
      values.push([name, [body.length > 0 ? String(Buffer.byteLength(body)) : String(value)]]);
  }
  return values;
}

function splitCookies(values: Values): { headers: Record<string, string>; cookies?: readonly string[] } {
  const headers: Record<string, string> = {};
  let cookies: readonly string[] | undefined;
  for (const [name, all] of values) {
    if (name === 'set-cookie') cookies = all;
    else headers[name] = all.join(', ');
  }
  return cookies ? { headers, cookies } : { headers };
}

/**
 * One value a name. Cookies cannot be joined, so each further one gets the name in another casing, which a load balancer
 * passes on as one more header.
 *
 * @see https://github.com/Kludex/mangum/blob/main/mangum/handlers/alb.py
 */
function spread(values: Values): [name: string, value: string][] {
  return values.flatMap(([name, all]): [string, string][] =>
    name === 'set-cookie'
      ? all.map((cookie, index) => [recase(name, index), cookie])
      : [[name, all.join(', ')]],
  );
}

/** The name with the letters upper-cased that are set in `index`. */
function recase(name: string, index: number): string {
  let bit = 0;
  return name.replace(/[a-z]/g, (letter) => ((index >> bit++) & 1 ? letter.toUpperCase() : letter));
}
