import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AlarmRecords } from '../cloudwatch/alarms/alarm-records.ts';
import type { MetricTable } from '../cloudwatch/metrics/metric-table.ts';
import { readDashboard } from './read-dashboard.ts';
import { RANGES, renderPage } from './render-page.ts';

type Parts = Readonly<{ records: AlarmRecords; table: MetricTable; defaultRegion: string }>;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Nothing is loaded, run or framed: the page is text, a style and SVG. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Shows the dashboards of deployed stacks to a browser. On a port of its own, which reads and changes nothing: the endpoint of the
 * local AWS takes no browser, for a page that reaches that may run programs here.
 */
export function createPage(parts: Parts): RequestListener {
  return (message, response) => {
    message.resume();
    const { method = 'GET', headers } = message;
    if (!LOOPBACK.test(headers.host ?? '')) return reply(response, 403, 'Ask for localhost.');
    if (method !== 'GET' && method !== 'HEAD')
      return reply(response, 405, 'It can be looked at, and no more.');
    const { status, html } = showPage(message, parts);
    response.writeHead(status, HEADERS).end(method === 'HEAD' ? undefined : html);
  };
}

function showPage({ url = '/' }: IncomingMessage, parts: Parts): { status: number; html: string } {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const asked = Number(searchParams.get('minutes'));
  const minutes = RANGES.find((one) => one === asked) ?? RANGES[0];
  const before = Math.ceil(Date.now() / 60_000) * 60_000;
  const range = { from: before - minutes * 60_000, before };
  const names = parts.records.dashboards.list().map(({ DashboardName }) => DashboardName);
  const named = decode(pathname.slice(1));
  const name = named === '' ? names[0] : named;
  const dashboard = name === undefined ? undefined : readDashboard(name, range, parts);
  const status = dashboard || named === '' ? 200 : 404;
  return { status, html: renderPage({ names, dashboard, range, minutes }) };
}

/** Names are letters, digits, - and _: what is not even encoded right is none. */
function decode(text: string): string {
  return /^[\w-]*$/.test(text) ? text : '?';
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
