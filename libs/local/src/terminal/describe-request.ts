import type { RequestRecord } from '../gateway/request-record.ts';

/**
 * One line about a request: status, route, who, times.
 *
 * `403  GET /v1/admin/endpoints  user@example.com  gateway 1.2 ms, function 3.4 ms warm`
 */
export function describeRequest(record: RequestRecord): string {
  const { method, path, route, status, claims } = record;
  const what = `${method} ${route && route.path !== '$default' ? route.path : printable(path)}`;
  return [status, what, printable(whoIs(claims)), describeTimes(record)].join('  ');
}

function whoIs(claims: RequestRecord['claims']): string {
  const who = claims?.['email'] ?? claims?.['sub'] ?? claims?.['client_id'];
  return typeof who === 'string' ? who : 'anonymous';
}

function describeTimes({ gatewayMs, times }: RequestRecord): string {
  const gateway = `gateway ${gatewayMs.toFixed(1)} ms`;
  if (!times) return gateway;
  const life = times.cold ? `cold (INIT ${times.initMs.toFixed(0)} ms waited for)` : 'warm';
  return `${gateway}, function ${times.functionMs.toFixed(1)} ms ${life}`;
}

/** Text of a caller on one line, without what a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\xa1-\uffff]/g, '?').slice(0, 120);
}
