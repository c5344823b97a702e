import type { ALBEvent } from 'aws-lambda';
import { type EventSketch, joinHeaders, readSketch } from './event-sketch.ts';

export interface AlbSketch extends EventSketch {
  /** The target group's multi-value attribute: arrays instead of single values. Default `false`. */
  multiValue?: boolean;
}

/** Event of an Application Load Balancer: query parameters as sent, undecoded; the client in `x-forwarded-for`. */
export function buildAlbEvent(sketch: AlbSketch = {}): ALBEvent {
  const { method, path, query, headers, body, isBase64Encoded, sourceIp } = readSketch(sketch);
  headers.set('x-forwarded-for', [[...(headers.get('x-forwarded-for') ?? []), sourceIp].join(', ')]);
  headers.set('x-forwarded-proto', ['https']);
  const parameters: Record<string, string[]> = {};
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', ...value] = pair.split('=');
    (parameters[name] ??= []).push(value.join('='));
  }
  const common = {
    requestContext: {
      elb: {
        targetGroupArn:
          'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/api/6d0ecf831eec9f09',
      },
    },
    httpMethod: method,
    path,
    body: body ?? '',
    isBase64Encoded,
  };
  if (sketch.multiValue) {
    return {
      ...common,
      multiValueHeaders: Object.fromEntries(headers),
      multiValueQueryStringParameters: parameters,
    };
  }
  const last = Object.entries(parameters).map(([name, values]) => [name, values.at(-1)]);
  return { ...common, headers: joinHeaders(headers, ','), queryStringParameters: Object.fromEntries(last) };
}
