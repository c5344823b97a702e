import { capitalizeHeader } from './capitalize-header.ts';
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
 * The event of payload format 1.0, for a template that asks for it.
 *
 * `path` is as sent, mapping key or stage included; what is missing is `null`. Assumed: `requestContext.path` on a
 * named stage and behind a custom domain, and a repeated header as one joined value.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function buildEventV1(request: GatewayRequest): object {
  const { method, target, route, pathParameters, body } = request;
  const headers = headersOf(request);
  const query = readQuery(target.rawQueryString);
  const parameters = Object.entries(pathParameters);
  return {
    version: '1.0',
    resource: route.path,
    path: target.sentPath,
    httpMethod: method,
    headers: sortMembers(headers),
    multiValueHeaders: sortMembers(headers.map(([name, value]) => [name, [value]] as const)),
    queryStringParameters: query.length > 0 ? sortMembers(query) : null,
    multiValueQueryStringParameters: query.length > 0 ? group(query) : null,
    pathParameters: parameters.length > 0 ? sortMembers(parameters) : null,
    stageVariables: request.stageVariables ? sortMembers(Object.entries(request.stageVariables)) : null,
    requestContext: contextOf(request),
    ...(body.length === 0 ? { body: null, isBase64Encoded: false } : encodeBody(body, request.headers)),
  };
}

function contextOf(request: GatewayRequest): object {
  const { stage, method, target, route, headers, facts, authorized, api = LOCAL_IDENTITY } = request;
  const domainName = api.domainName ?? (headers.get('host') ?? 'localhost').replace(/:\d+$/, '');
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    ...(authorized && {
      authorizer: { claims: renderClaims(authorized.claims), scopes: authorized.scopes },
    }),
    domainName,
    domainPrefix: domainName.split('.', 1)[0],
    extendedRequestId: facts.requestId,
    httpMethod: method,
    identity: identityOf(facts.sourceIp, headers.get('user-agent') ?? ''),
    path: stage === '$default' ? target.path : `/${stage}${target.path}`,
    requestId: facts.requestId,
    requestTime: formatTime(facts.receivedAt),
    requestTimeEpoch: facts.receivedAt.getTime(),
    resourceId: routeKeyOf(route),
    resourcePath: route.path,
    stage,
  };
}

function headersOf({ headers, cookies }: GatewayRequest): [string, string][] {
  const all = [...headers];
  if (cookies.length > 0) all.push(['cookie', cookies.join('; ')]);
  return all.map(([name, value]) => [capitalizeHeader(name), value]);
}

function group(pairs: [string, string][]): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return sortMembers(groups);
}

function identityOf(sourceIp: string, userAgent: string): object {
  const unknown = {
    accessKey: null,
    accountId: null,
    apiKey: null,
    apiKeyId: null,
    caller: null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    user: null,
    userArn: null,
  };
  return { ...unknown, sourceIp, userAgent };
}
