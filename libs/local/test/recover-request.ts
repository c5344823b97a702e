import { type GatewayRequest, LOCAL_ACCOUNT, LOCAL_API } from '@lambda-nest/gateway/model';
import { forwardHeaders } from '../src/gateway/forward-headers.ts';

type Json = Record<string, unknown>;

/**
 * The request a recorded event was made of, and the event to be made of it again: the recorded one, but for account,
 * API, port and protocol, which are a laptop's.
 */
export function requestOf(recorded: Json): { request: GatewayRequest; expected: Json } {
  const is1 = recorded['version'] === '1.0';
  const context = recorded['requestContext'] as Json;
  const client = (is1 ? context['identity'] : context['http']) as Json;
  const sent = Object.entries(recorded['headers'] as Record<string, string>).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers = new Map(sent.filter(([name]) => !/^(cookie|x-forwarded-.*)$/.test(name)));
  const path = String(is1 ? context['path'] : recorded['rawPath']);
  const body = Buffer.from(String(recorded['body'] ?? ''), recorded['isBase64Encoded'] ? 'base64' : 'utf8');
  const [method = '', route = ''] = String(context['routeKey'] ?? context['resourceId']).split(' ');
  const request: GatewayRequest = {
    stage: String(context['stage']),
    method: String(context['httpMethod'] ?? client['method']),
    target: {
      segments: path.slice(1).split('/'),
      path,
      sentPath: String(recorded['path'] ?? path),
      rawQueryString: queryOf(recorded),
    },
    route: { method, path: route || method, authorizer: false, scopes: [] },
    pathParameters: (recorded['pathParameters'] ?? {}) as Record<string, string>,
    headers,
    cookies: (recorded['cookies'] as string[] | undefined) ?? sentCookies(sent),
    body,
    facts: {
      requestId: String(context['requestId']),
      traceId: headers.get('x-amzn-trace-id') ?? '',
      sourceIp: String(client['sourceIp']),
      protocol: String(client['protocol']),
      receivedAt: new Date(Number(context['timeEpoch'] ?? context['requestTimeEpoch'])),
    },
    ...authorizedOf(context),
  };
  forwardHeaders(headers, { facts: request.facts, bodyLength: body.length, port: 3000 });
  return { request, expected: localize(recorded) };
}

const sentCookies = (sent: (readonly [string, string])[]): string[] =>
  sent.find(([name]) => name === 'cookie')?.[1].split('; ') ?? [];

function queryOf(recorded: Json): string {
  if (recorded['version'] === '2.0') return String(recorded['rawQueryString']);
  const values = Object.entries(
    (recorded['multiValueQueryStringParameters'] ?? {}) as Record<string, string[]>,
  );
  return values
    .flatMap(([name, all]) => all.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&');
}

/** Claims as they may have been in the token: times are numbers there. */
function authorizedOf(context: Json): Pick<GatewayRequest, 'authorized'> {
  const { jwt } = (context['authorizer'] ?? {}) as { jwt?: { claims: Json; scopes: string[] | null } };
  if (!jwt) return {};
  const claims = Object.entries(jwt.claims).map(([name, value]) => [
    name,
    ['exp', 'iat', 'auth_time'].includes(name) ? Number(value) : value,
  ]);
  return { authorized: { claims: Object.fromEntries(claims) as Json, scopes: jwt.scopes } };
}

/** Authorizers of other kinds than JWT are not emulated; theirs is left out. */
function localize(recorded: Json): Json {
  const text = JSON.stringify(recorded)
    .replace(/("X-Forwarded-Port":\[?)"\d+"/gi, '$1"3000"')
    .replace(/("X-Forwarded-Proto":\[?)"https"/gi, '$1"http"');
  const event = JSON.parse(text) as Json & { requestContext: Json };
  Object.assign(event.requestContext, { accountId: LOCAL_ACCOUNT, apiId: LOCAL_API });
  const authorizer = event.requestContext['authorizer'] as Json | undefined;
  if (authorizer && !('jwt' in authorizer)) delete event.requestContext['authorizer'];
  return event;
}
