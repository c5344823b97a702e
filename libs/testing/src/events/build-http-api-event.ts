import type { APIGatewayEventRequestContextV2, APIGatewayProxyEventV2WithRequestContext } from 'aws-lambda';
import { type EventSketch, joinHeaders, lastValues, readQuery, readSketch } from './event-sketch.ts';
import { wireClaims } from './wire-claims.ts';

type Authorizer = { jwt: { claims: Record<string, string>; scopes: string[] | null } };

/** Payload 2.0. */
export type HttpApiEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & { authorizer?: Authorizer }
>;

/**
 * Event of an HTTP API, payload 2.0: the path arrives decoded and starts with a named stage, cookies stand apart, empty
 * members are left out.
 */
export function buildHttpApiEvent(sketch: EventSketch = {}): HttpApiEvent {
  const stage = sketch.stage ?? '$default';
  const { path } = readSketch(sketch);
  const rawPath = (stage === '$default' ? '' : `/${stage}`) + decodeURIComponent(path);
  const event = buildPayload2(sketch, {
    rawPath,
    httpPath: rawPath,
    stage,
    host: 'abc123.execute-api.eu-west-1.amazonaws.com',
  });
  delete event.headers.cookie;
  if (sketch.claims) {
    event.requestContext.authorizer = {
      jwt: { claims: wireClaims(sketch.claims), scopes: sketch.scopes ?? null },
    };
  }
  return event;
}

/** Event of a Lambda Function URL without IAM: the path arrives encoded, cookies both apart and as a header. */
export function buildFunctionUrlEvent(sketch: EventSketch = {}): HttpApiEvent {
  const { path } = readSketch(sketch);
  const host = 'abc123.lambda-url.eu-west-1.on.aws';
  const event = buildPayload2(sketch, {
    rawPath: path,
    httpPath: decodeURIComponent(path),
    stage: '$default',
    host,
  });
  event.requestContext.accountId = 'anonymous';
  return event;
}

function buildPayload2(
  sketch: EventSketch,
  { rawPath, httpPath, stage, host }: { rawPath: string; httpPath: string; stage: string; host: string },
): HttpApiEvent {
  const { method, query, headers, body, isBase64Encoded, sourceIp, requestId } = readSketch(sketch, host);
  const cookies = headers.get('cookie')?.flatMap((value) => value.split(/;\s*/));
  const parameters = readQuery(query);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    ...(cookies && { cookies }),
    headers: joinHeaders(headers, ','),
    ...(parameters && { queryStringParameters: lastValues(parameters) ?? {} }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: host,
      domainPrefix: 'abc123',
      http: {
        method,
        path: httpPath,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers.get('user-agent')?.[0] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage,
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 1795348800000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded,
  };
}
