import type { ClientResponse } from './client-response.ts';
import type { CorsConfig } from '@lambda-nest/gateway/model';

type Headers = ClientResponse['headers'];

/**
 * The gateway's response to a preflight, without the function; `undefined` when the request is none.
 *
 * Assumed: status 204, and a preflight from an origin that is not allowed gets it without the headers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function replyToPreflight(
  cors: CorsConfig | undefined,
  method: string,
  headers: ReadonlyMap<string, string>,
): ClientResponse | undefined {
  if (!cors || method !== 'OPTIONS') return undefined;
  if (!headers.has('origin') || !headers.has('access-control-request-method')) return undefined;
  const allowed = allowOrigin(cors, headers.get('origin'));
  const details: Headers = [
    ...list('Access-Control-Allow-Methods', cors.allowMethods),
    ...list('Access-Control-Allow-Headers', cors.allowHeaders),
    ...(cors.maxAge === undefined
      ? []
      : [['Access-Control-Max-Age', String(cors.maxAge)] as [string, string]]),
  ];
  return { status: 204, headers: allowed ? [...allowed, ...details] : [], body: Buffer.alloc(0) };
}

/** A response as it leaves an API with CORS configured: the function's own CORS headers do not count. */
export function applyCors(
  cors: CorsConfig | undefined,
  origin: string | undefined,
  response: ClientResponse,
): ClientResponse {
  if (!cors) return response;
  const headers = response.headers.filter(([name]) => !/^access-control-/i.test(name));
  const allowed = allowOrigin(cors, origin);
  if (allowed) headers.push(...allowed, ...list('Access-Control-Expose-Headers', cors.exposeHeaders));
  return { ...response, headers };
}

function allowOrigin(cors: CorsConfig, origin: string | undefined): Headers | undefined {
  if (origin === undefined) return undefined;
  const anyone = cors.allowOrigins.includes('*');
  if (!anyone && !cors.allowOrigins.some((allowed) => matchesOrigin(allowed, origin))) return undefined;
  const headers: Headers = [['Access-Control-Allow-Origin', anyone ? '*' : origin]];
  if (cors.allowCredentials) headers.push(['Access-Control-Allow-Credentials', 'true']);
  return headers;
}

/** `https://*` and `http://*` stand for every origin of the scheme. */
function matchesOrigin(allowed: string, origin: string): boolean {
  return allowed.endsWith('://*') ? origin.startsWith(allowed.slice(0, -1)) : allowed === origin;
}

function list(name: string, values: readonly string[] | undefined): Headers {
  return values && values.length > 0 ? [[name, values.join(',')]] : [];
}
