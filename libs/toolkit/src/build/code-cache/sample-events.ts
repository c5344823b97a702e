import type { Sample } from '../../function/function-config.ts';
import type { TrialSample } from '../../bundle/try-folder.ts';
import { STAGE } from './sample-stage.ts';
import type { StubProvider } from './stub-provider.ts';

type Request = Readonly<{ method: string; path: string; headers?: Record<string, string>; body?: string }>;

/**
 * An HTTP API event, payload format 2.0, as a browser's or curl's request arrives through a named stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpApiEvent({ method, path, headers, body }: Request): object {
  const rawPath = `/${STAGE}${path}`;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {
      accept: '*/*',
      'content-length': String(Buffer.byteLength(body ?? '')),
      host: 'abcdefghij.execute-api.eu-west-1.amazonaws.com',
      'user-agent': 'curl/8.5.0',
      'x-amzn-trace-id': 'Root=1-00000000-000000000000000000000000',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...headers,
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'abcdefghij',
      domainName: 'abcdefghij.execute-api.eu-west-1.amazonaws.com',
      domainPrefix: 'abcdefghij',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'curl/8.5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: STAGE,
      time: '22/Nov/2026:16:00:00 +0000',
      timeEpoch: 1795363200000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** What a function is tried with, as its description says it: an event, and the status that its response must have. */
export function toTrialSample(sample: Sample, { tokenWith }: Pick<StubProvider, 'tokenWith'>): TrialSample {
  if ('event' in sample) return { name: 'an event', event: sample.event };
  const { method = 'GET', path, roles, headers, body, status = 200 } = sample;
  const bearer = roles && { authorization: `Bearer ${tokenWith(roles)}` };
  const event = httpApiEvent({
    method,
    path,
    headers: { ...bearer, ...headers },
    ...(body !== undefined && { body }),
  });
  return { name: `${method} ${path}`, event, status };
}
