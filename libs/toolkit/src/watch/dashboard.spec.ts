import { describe, expect, it } from '@jest/globals';
import { joinJson, makeWidgets, writeDashboard, type DashboardParts } from './dashboard.ts';

const PARTS: DashboardParts = {
  namespace: 'my-api',
  stage: 'mvp',
  alarms: ['ServerErrorsAlarm'],
  metrics: 'routes',
  routes: ['GET /v1/me'],
  hasSignIn: true,
};

/** Metrics that AWS makes of HTTP APIs and of functions. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const OF_AWS: Readonly<Record<string, readonly string[]>> = {
  'AWS/ApiGateway': ['4xx', '5xx', 'Count', 'IntegrationLatency', 'Latency', 'DataProcessed'],
  'AWS/Lambda': ['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions'],
};

const titlesOf = (parts: Partial<DashboardParts>): readonly string[] =>
  makeWidgets({ ...PARTS, ...parts }).map(({ title }) => title);

describe('makeWidgets', () => {
  it('names metrics that AWS makes', () => {
    const shown = makeWidgets(PARTS)
      .flatMap(({ metrics }) => metrics)
      .filter(({ namespace }) => namespace.startsWith('AWS/'));
    expect(shown.filter(({ namespace, name }) => !OF_AWS[namespace]?.includes(name))).toEqual([]);
    expect(shown.length).toBeGreaterThan(5);
  });

  it('shows what the application measures as far as it does', () => {
    expect(titlesOf({ metrics: 'off' })).not.toContain('Rejected requests by reason');
    expect(titlesOf({ metrics: 'service' })).not.toContain('Latency by route (p99, successful requests)');
    expect(titlesOf({ hasSignIn: false })).not.toContain('Sign-ins that fail');
    expect(titlesOf({})).toEqual(
      expect.arrayContaining([
        'Rejected requests by reason',
        'Sign-ins that fail',
        'Latency by route (p99, successful requests)',
      ]),
    );
  });
});

/** What CloudFormation makes of a joined text. */
const resolve = (joined: object): string => {
  const { 'Fn::Join': join } = joined as { 'Fn::Join': [string, unknown[]] };
  return join[1]
    .map((part) => (typeof part === 'string' ? part : Object.values(part as object).join('.')))
    .join('');
};

describe('writeDashboard', () => {
  it('is JSON once references are filled in, with no two widgets in one place', () => {
    const { widgets } = JSON.parse(resolve(writeDashboard(PARTS))) as {
      widgets: { x: number; y: number; properties: { alarms?: string[]; metrics?: unknown[][] } }[];
    };
    expect(widgets[0]?.properties.alarms).toEqual(['ServerErrorsAlarm,Arn']);
    expect(widgets[1]?.properties.metrics?.[0]).toEqual([
      'AWS/ApiGateway',
      'Count',
      'ApiId',
      'HttpApi',
      'Stage',
      'mvp',
      { stat: 'Sum' },
    ]);
    expect(new Set(widgets.map(({ x, y }) => `${x} ${y}`)).size).toBe(widgets.length);
  });
});

describe('joinJson', () => {
  it('keeps text as it is, and members that only look like references', () => {
    const value = { a: 'a "quoted" \u0000 text', b: { Ref: 'X', more: 1 }, c: { Ref: 'Y' } };
    expect(resolve(joinJson(value))).toBe(
      JSON.stringify({ a: 'a "quoted" \u0000 text', b: { Ref: 'X', more: 1 }, c: 'Y' }),
    );
  });
});
