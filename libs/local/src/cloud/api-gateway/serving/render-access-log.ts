import { formatTime } from '../../../gateway/format-time.ts';
import { routeKeyOf, renderClaims } from '@lambda-nest/gateway/model';
import type { RequestRecord } from '../../../gateway/request-record.ts';
import type { ApiView } from './find-view.ts';

/**
 * A line of the access log: the format with its variables replaced, `-` for those without a value.
 *
 * Assumed: values are written as they are, without escaping; the texts of `authorizer.error` and of integration errors are
 * our own words, where AWS publishes none, and break no JSON.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function renderAccessLog(
  format: string,
  record: RequestRecord,
  view: ApiView,
  accountId: string,
): string {
  const values = valuesOf(record, view, accountId);
  const claims = renderClaims(record.claims ?? {});
  return format.trimEnd().replace(/\$context\.([\w.]+)/g, (_whole, name: string) => {
    const claim = /^authorizer\.claims\.(.+)$/.exec(name)?.[1];
    const value = claim === undefined ? values[name] : claims[claim];
    return value === undefined || value === '' ? '-' : String(value);
  });
}

function valuesOf(
  record: RequestRecord,
  view: ApiView,
  accountId: string,
): Record<string, string | number | undefined> {
  const { facts, method, path, route, status, gatewayMs, integrationMs, times, rejection, failure } = record;
  const latency = gatewayMs + (times ? times.functionMs + times.initMs : 0);
  const received = facts?.receivedAt ?? new Date();
  const wasAsked = integrationMs !== undefined;
  const integrationError = wasAsked ? inJson(failure) : undefined;
  const rejected = inJson(rejection?.reason);
  const error = rejected ?? (wasAsked ? undefined : inJson(failure));
  return {
    accountId,
    apiId: view.api.ApiId,
    domainName: view.domainName,
    domainPrefix: view.domainName.split('.', 1)[0],
    stage: view.stage.StageName,
    requestId: record.requestId,
    extendedRequestId: record.requestId,
    httpMethod: method,
    path,
    protocol: facts?.protocol,
    routeKey: route && routeKeyOf(route),
    status,
    requestTime: formatTime(received),
    requestTimeEpoch: received.getTime(),
    responseLatency: Math.round(latency),
    responseLength: record.bytes,
    dataProcessed: record.bytes,
    'identity.sourceIp': facts?.sourceIp,
    'identity.userAgent': record.userAgent,
    integrationLatency: wasAsked ? Math.round(integrationMs) : undefined,
    'integration.latency': wasAsked ? Math.round(integrationMs) : undefined,
    // What Lambda replied, whatever the function made of it.
    integrationStatus: wasAsked ? 200 : undefined,
    'integration.integrationStatus': wasAsked ? 200 : undefined,
    'integration.status': wasAsked && failure === undefined ? status : undefined,
    integrationErrorMessage: integrationError,
    'integration.error': integrationError,
    'authorizer.error': rejected,
    'error.message': error,
    'error.messageString': error,
  };
}

/** Our own words within a text of JSON. */
function inJson(words: string | undefined): string | undefined {
  return words?.replaceAll(/["\\]/g, "'").replaceAll(/\s+/g, ' ');
}
