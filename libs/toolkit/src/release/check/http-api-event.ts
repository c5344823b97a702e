import { ORIGIN_HEADER } from './origin-header.ts';
import type { Probe } from './probe.ts';

/** Where a request goes: the stage of the API, and what the proxy before it would send, where there is one. */
export type Target = Readonly<{ stage: string; originSecret?: string | undefined }>;

/**
 * The event by which an HTTP API brings a request through a stage, payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpApiEvent(
  { method, path, authorization, body }: Pick<Probe, 'method' | 'path' | 'authorization' | 'body'>,
  { stage, originSecret = '' }: Target,
): object {
  const rawPath = stage === '$default' ? path : `/${stage}${path}`;
  const host = 'release-check.execute-api.amazonaws.com';
  const userAgent = 'release-check';
  const now = new Date();
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: '',
    headers: {
      accept: '*/*',
      host,
      'user-agent': userAgent,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...(authorization !== undefined && { authorization }),
      ...(body && { 'content-type': body.mediaType, 'content-length': `${Buffer.byteLength(body.text)}` }),
      ...(originSecret !== '' && { [ORIGIN_HEADER]: originSecret }),
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'release-check',
      domainName: host,
      domainPrefix: 'release-check',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent },
      requestId: crypto.randomUUID(),
      routeKey: `${method} ${path}`,
      stage,
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body && { body: body.text }),
    isBase64Encoded: false,
  };
}
