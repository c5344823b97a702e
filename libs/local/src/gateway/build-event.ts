import { encodeBody } from './encode-body.ts';
import { formatTime } from './format-time.ts';
import {
  type GatewayRequest,
  LOCAL_IDENTITY,
  routeKeyOf,
  readQuery,
  renderClaims,
  sortMembers,
} from '@lambda-nest/gateway/model';

/**
 * The event of payload format 2.0.
 *
 * The path is decoded and starts with the stage, in both views; members without content are left out, the others are in
 * the order of the recordings.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildEvent(request: GatewayRequest): object {
  const { stage, method, target, route, headers, cookies, facts, authorized, body } = request;
  const parameters = Object.entries(request.pathParameters);
  const text = body.length === 0 ? undefined : encodeBody(body, headers);
  const routeKey = routeKeyOf(route);
  const rawPath = stage === '$default' ? target.path : `/${stage}${target.path}`;
  const { api = LOCAL_IDENTITY, stageVariables } = request;
  const domainName = api.domainName ?? (headers.get('host') ?? 'localhost').replace(/:\d+$/, '');
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: target.rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: sortMembers(headers),
    ...queryOf(target.rawQueryString),
    requestContext: {
      accountId: api.accountId,
      apiId: api.apiId,
      ...(authorized && {
        authorizer: { jwt: { claims: renderClaims(authorized.claims), scopes: authorized.scopes } },
      }),
      domainName,
      domainPrefix: domainName.split('.', 1)[0],
      http: {
        method,
        path: rawPath,
        protocol: facts.protocol,
        sourceIp: facts.sourceIp,
        userAgent: headers.get('user-agent') ?? '',
      },
      requestId: facts.requestId,
      routeKey,
      stage,
      time: formatTime(facts.receivedAt),
      timeEpoch: facts.receivedAt.getTime(),
    },
    ...(text && { body: text.body }),
    ...(parameters.length > 0 && { pathParameters: sortMembers(parameters) }),
    ...(stageVariables && { stageVariables: sortMembers(Object.entries(stageVariables)) }),
    isBase64Encoded: text?.isBase64Encoded ?? false,
  };
}

function queryOf(rawQueryString: string): { queryStringParameters?: Record<string, string> } {
  const joined = new Map<string, string>();
  for (const [name, value] of readQuery(rawQueryString)) {
    const earlier = joined.get(name);
    joined.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return joined.size === 0 ? {} : { queryStringParameters: sortMembers(joined) };
}
