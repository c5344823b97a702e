import type { Request } from 'express';
import { currentInvocation } from '@lambda-nest/gateway';

/** Values that a span has. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What is known of a request when it comes in. */
export type Arrival = Readonly<{
  method: string;
  /** Milliseconds since 1970, with a fraction. */
  startedAt: number;
  /** As the caller wrote it. */
  traceparent: string | undefined;
  attributes: Attributes;
}>;

/** What is known of it once its response was decided. */
export type Departure = Readonly<{
  endedAt: number;
  /** As the caller gets it. */
  status: number;
  /** The template; absent where no route matched. */
  route: string | undefined;
}>;

/**
 * Reads what the span of a request says at its start. Neither path, query nor headers are in it, which may hold what is personal.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 * @see https://opentelemetry.io/docs/specs/semconv/faas/aws-lambda/
 */
export function readArrival({ method, headers }: Request, startedAt: number): Arrival {
  const { traceparent } = headers;
  const invocation = currentInvocation();
  return {
    method,
    startedAt,
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    attributes: {
      'http.request.method': method,
      'url.scheme': invocation ? 'https' : 'http',
      ...(invocation && {
        'faas.trigger': 'http',
        'faas.coldstart': invocation.coldStart,
        'faas.invocation_id': invocation.context.awsRequestId,
        // By this the lines of the log are found: the gateway's id, where there is a gateway.
        'aws.request_id': invocation.requestId,
      }),
    },
  };
}

/** Name of a span: of few values, as backends group by it. */
export function nameOf(method: string, route: string | undefined): string {
  return route === undefined ? method : `${method} ${route}`;
}

/** What the span of a request says at its end. */
export function describeDeparture({ status, route }: Departure): Attributes {
  return {
    'http.response.status_code': status,
    ...(route !== undefined && { 'http.route': route }),
    // By the convention the caller's errors are no errors of a server.
    ...(status >= 500 && { 'error.type': String(status) }),
  };
}

/**
 * The function that runs here, as every trace of it says; nothing outside of Lambda.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/resource/cloud-provider/aws/
 */
export function describeFunction(): Attributes {
  const { context } = currentInvocation() ?? {};
  if (!context?.functionName) return {};
  const { functionName, functionVersion, logStreamName, memoryLimitInMB, invokedFunctionArn = '' } = context;
  const [, , , region, account] = invokedFunctionArn.split(':');
  return {
    'service.name': functionName,
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_lambda',
    ...(region && { 'cloud.region': region }),
    ...(account && { 'cloud.account.id': account }),
    'faas.name': functionName,
    'faas.version': functionVersion,
    'faas.instance': logStreamName,
    'faas.max_memory': Number(memoryLimitInMB) * 1024 * 1024,
  };
}
