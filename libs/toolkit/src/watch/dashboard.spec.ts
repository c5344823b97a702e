import { describe, expect, it } from '@jest/globals';
import { joinJson, makeWidgets, writeDashboard, type DashboardParts } from './dashboard.ts';

const PARTS: DashboardParts = {
  namespace: 'my-api',
  stage: 'mvp',
  alarms: ['ServerErrorsAlarm'],
  metrics: 'routes',
  routes: [{ key: 'GET /v1/me' }],
  functions: [{ id: 'ApiLambdaFunction', name: 'api', kind: 'api' }],
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

describe('makeWidgets, of several functions', () => {
  const widgets = makeWidgets({
    ...PARTS,
    routes: [
      { key: 'GET /v1/me', function: 'api' },
      { key: 'GET /v1/orders', function: 'orders' },
    ],
    functions: [
      { id: 'ApiLambdaFunction', name: 'api', kind: 'api' },
      { id: 'OrdersLambdaFunction', name: 'orders', kind: 'api' },
      { id: 'WorkerLambdaFunction', name: 'worker', kind: 'worker' },
    ],
  });
  /** Logical ids of the functions whose metrics a widget shows. */
  const shownIn = (title: string): readonly unknown[] => {
    const { metrics = [] } = widgets.find((one) => one.title === title) ?? {};
    return [
      ...new Set(metrics.map(({ dimensions }) => (dimensions['FunctionName'] as { Ref?: string }).Ref)),
    ];
  };

  it('shows each by its name', () => {
    for (const title of ['Function', 'Duration of invocations', 'Cold starts and rejected code caches']) {
      expect(shownIn(`${title}: api`)).toEqual(['ApiLambdaFunction']);
      expect(shownIn(`${title}: orders`)).toEqual(['OrdersLambdaFunction']);
      expect(shownIn(`${title}: worker`)).toEqual(['WorkerLambdaFunction']);
    }
    expect(shownIn('Invocations at once')).toHaveLength(3);
  });

  it('shows of a worker nothing that only callers cause', () => {
    expect(shownIn('Rejected requests by reason: orders')).toEqual(['OrdersLambdaFunction']);
    expect(shownIn('Rejected requests by reason: worker')).toEqual([]);
  });

  it('shows each route of the function that has it', () => {
    const { metrics = [] } = widgets.find(({ title }) => title.startsWith('Latency by route')) ?? {};
    expect(metrics.map(({ label, dimensions, stat }) => [label, dimensions['FunctionName'], stat])).toEqual([
      ['GET /v1/me', { Ref: 'ApiLambdaFunction' }, 'p99'],
      ['GET /v1/orders', { Ref: 'OrdersLambdaFunction' }, 'p99'],
    ]);
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
