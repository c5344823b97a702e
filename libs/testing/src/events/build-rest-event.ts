import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type EventSketch, joinHeaders, lastValues, readQuery, readSketch } from './event-sketch.ts';

export interface RestSketch extends EventSketch {
  /** Resource path in the gateway. Default `/{proxy+}`. */
  resource?: string;
  /** Key of a custom-domain mapping: stands in front of the path in the event. Default: called through execute-api. */
  basePath?: string;
}

const NO_IDENTITY = {
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
  principalOrgId: null,
  user: null,
  userArn: null,
};

/** Event of a REST API: no `version`, the path encoded and without stage, `null` where nothing was sent. */
export function buildRestEvent(sketch: RestSketch = {}): APIGatewayProxyEvent {
  const stage = sketch.stage ?? 'prod';
  const { path } = readSketch(sketch);
  const base = sketch.basePath ? `/${sketch.basePath}` : '';
  const event = buildPayload1(sketch, {
    path: base + path,
    contextPath: (base === '' ? `/${stage}` : base) + path,
    stage,
    requestContext: { resourceId: 'res123', protocol: 'HTTP/1.1' },
  });
  const resource = sketch.resource ?? '/{proxy+}';
  if (resource.endsWith('{proxy+}')) {
    const proxy = path.slice(resource.length - '{proxy+}'.length).replace(/\/$/, '');
    event.pathParameters = { proxy };
  }
  return event;
}

/** Event of an HTTP API with payload 1.0: `path` encoded and with stage, `requestContext.path` decoded. */
export function buildHttpApiV1Event(sketch: RestSketch = {}): APIGatewayProxyEvent & { version: '1.0' } {
  const stage = sketch.stage ?? '$default';
  const { method } = readSketch(sketch);
  const path = (stage === '$default' ? '' : `/${stage}`) + readSketch(sketch).path;
  const event = buildPayload1(sketch, {
    path,
    contextPath: decodeURIComponent(path),
    stage,
    requestContext: { resourceId: `${method} ${sketch.resource ?? '/{proxy+}'}`, protocol: 'HTTP/1.1' },
  });
  return { version: '1.0', ...event };
}

function buildPayload1(
  sketch: RestSketch,
  place: {
    path: string;
    contextPath: string;
    stage: string;
    requestContext: { resourceId: string; protocol: string };
  },
): APIGatewayProxyEvent {
  const { method, query, headers, body, isBase64Encoded, sourceIp, requestId } = readSketch(sketch);
  const resource = sketch.resource ?? '/{proxy+}';
  const parameters = readQuery(query);
  return {
    resource,
    path: place.path,
    httpMethod: method,
    headers: Object.fromEntries([...headers].map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: lastValues(parameters),
    multiValueQueryStringParameters: parameters,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      ...place.requestContext,
      accountId: '123456789012',
      apiId: 'abc123',
      authorizer: sketch.claims ? { claims: sketch.claims, scopes: sketch.scopes ?? null } : undefined,
      domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
      domainPrefix: 'abc123',
      httpMethod: method,
      identity: { ...NO_IDENTITY, sourceIp, userAgent: joinHeaders(headers, ',')['user-agent'] ?? null },
      path: place.contextPath,
      requestId,
      requestTimeEpoch: 1795348800000,
      resourcePath: resource,
      stage: place.stage,
    },
    body: body ?? null,
    isBase64Encoded,
  };
}
