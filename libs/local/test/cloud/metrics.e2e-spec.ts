import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
let client: CloudWatchClient;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  client = new CloudWatchClient(cloud.client);
  logs = new CloudWatchLogsClient(cloud.client);
});
afterAll(() => cloud.remove());

const MINUTE = 60_000;
/** A whole minute in the past, so that nothing is divided between two periods. */
const at = (minutesAgo: number): Date => new Date((Math.floor(Date.now() / MINUTE) - minutesAgo) * MINUTE);
const range = { StartTime: at(10), EndTime: new Date(Date.now() + MINUTE) };

const put = (MetricName: string, values: readonly number[], more: object = {}) =>
  client.send(
    new PutMetricDataCommand({
      Namespace: 'Shop',
      MetricData: values.map((Value, index) => ({ MetricName, Value, Timestamp: at(5 - index), ...more })),
    }),
  );
const read = async (query: object): Promise<number[]> => {
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: at(5),
      EndTime: at(1),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        metric('a', 'Requests'),
        metric('e', 'Errors'),
        { Id: 'result', ReturnData: true, ...query },
      ],
    }),
  );
  return MetricDataResults[0]?.Values ?? [];
};
const metric = (Id: string, MetricName: string, Stat = 'Sum') => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName }, Period: 60, Stat },
});
const sumOf = async (Namespace: string, MetricName: string, Dimensions: object[] = []): Promise<number> => {
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      ...range,
      EndTime: new Date(Date.now() + MINUTE),
      Namespace,
      MetricName,
      Dimensions: Dimensions as { Name: string; Value: string }[],
      Period: 60,
      Statistics: ['Sum'],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
};

describe('a metric', () => {
  beforeAll(async () => {
    await put('Requests', [10, 20, 30, 40]);
    await put('Errors', [1, 2]);
  });

  it('has statistics of what was put, by period', async () => {
    await client.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Latency',
            Timestamp: at(3),
            Values: [10, 1000],
            Counts: [99, 1],
            Unit: 'Milliseconds',
          },
          {
            MetricName: 'Latency',
            Timestamp: at(2),
            StatisticValues: { SampleCount: 4, Sum: 40, Minimum: 1, Maximum: 25 },
          },
        ],
      }),
    );
    const { Datapoints = [], Label } = await client.send(
      new GetMetricStatisticsCommand({
        ...range,
        Namespace: 'Shop',
        MetricName: 'Latency',
        Period: 60,
        Statistics: ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'],
        ExtendedStatistics: ['p50', 'p99.9'],
      }),
    );
    expect(Label).toBe('Latency');
    const sorted = Datapoints.toSorted((one, other) => Number(one.Timestamp) - Number(other.Timestamp));
    expect(sorted).toMatchObject([
      {
        Timestamp: at(3),
        SampleCount: 100,
        Sum: 1990,
        Average: 19.9,
        Minimum: 10,
        Maximum: 1000,
        ExtendedStatistics: { p50: 10, 'p99.9': 1000 },
      },
      { Timestamp: at(2), SampleCount: 4, Sum: 40, Average: 10, Minimum: 1, Maximum: 25 },
    ]);
  });

  it.each([
    ['e / a', [0.1, 0.1]],
    ['100 * FILL(e, 0) / a', [10, 10, 0, 0]],
    ['IF(a > 20, a, 0)', [0, 0, 30, 40]],
    ['IF(FILL(e, 0) > 0 AND a < 20, 1, 0)', [1, 0, 0, 0]],
    ['a - -1 * 2 ^ 2', [14, 24, 34, 44]],
    ['SUM([a, e])', [11, 22, 30, 40]],
    ['SUM(METRICS())', [11, 22, 30, 40]],
    ['a / SUM(a)', [0.1, 0.2, 0.3, 0.4]],
    ['MAX([a, e * 20])', [20, 40, 30, 40]],
  ])('is part of the expression %s', async (Expression, expected) => {
    expect(await read({ Expression })).toEqual(expected);
  });

  it('is not read by an expression that there is not', async () => {
    for (const Expression of ['a +', 'b', 'SING(a)', 'a ~ 1', 'result + 1'])
      await expect(read({ Expression })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is listed by its names', async () => {
    const Dimensions = [{ Name: 'Route', Value: 'GET /x' }];
    await put('Requests', [1], { Dimensions });
    const list = async (more: object) =>
      (await client.send(new ListMetricsCommand({ Namespace: 'Shop', MetricName: 'Requests', ...more })))
        .Metrics;
    expect(await list({})).toHaveLength(2);
    expect(await list({ Dimensions: [{ Name: 'Route' }] })).toEqual([
      { Namespace: 'Shop', MetricName: 'Requests', Dimensions },
    ]);
    expect(await list({ Dimensions: [{ Name: 'Route', Value: 'other' }] })).toEqual([]);
    expect(await sumOf('Shop', 'Requests', Dimensions)).toBe(1);
  });

  it('cannot be put where the metrics of AWS are', async () => {
    await expect(
      client.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/Lambda',
          MetricData: [{ MetricName: 'Errors', Value: 1 }],
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});

describe('what is logged', () => {
  const log = async (logGroupName: string, messages: readonly object[]): Promise<void> => {
    await logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: 'one',
        logEvents: messages.map((message) => ({ timestamp: Date.now(), message: JSON.stringify(message) })),
      }),
    );
  };
  beforeAll(async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/metrics' }));
    await logs.send(new CreateLogStreamCommand({ logGroupName: '/metrics', logStreamName: 'one' }));
  });

  it('becomes metrics by the embedded format', async () => {
    const about = (Dimensions: unknown) => ({
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        { Namespace: 'Api', Dimensions, Metrics: [{ Name: 'Requests', Unit: 'Count' }, { Name: 'Times' }] },
      ],
    });
    const line = { route: 'GET /x', status: '200', Requests: 1, Times: [1, 2] };
    await log('/metrics', [
      { ...line, _aws: about([['route'], ['route', 'status'], []]) },
      // None of these is of the format.
      { ...line, _aws: about([['missing']]) },
      { ...line, _aws: { CloudWatchMetrics: 'x' } },
      { ...line, Requests: 'one', _aws: about([['route']]) },
    ]);
    const route = { Name: 'route', Value: 'GET /x' };
    expect(await sumOf('Api', 'Requests', [route])).toBe(1);
    expect(await sumOf('Api', 'Requests', [{ Name: 'status', Value: '200' }, route])).toBe(1);
    expect(await sumOf('Api', 'Times')).toBe(3);
  });

  it('becomes metrics by a filter', async () => {
    await logs.send(
      new PutMetricFilterCommand({
        logGroupName: '/metrics',
        filterName: 'late',
        filterPattern: '{ $.ms > 100 }',
        metricTransformations: [
          {
            metricNamespace: 'Api',
            metricName: 'Late',
            metricValue: '$.ms',
            defaultValue: 0,
            dimensions: { Route: '$.route' },
          },
        ],
      }),
    );
    await log('/metrics', [
      { ms: 150, route: 'a' },
      { ms: 50, route: 'a' },
      { ms: 250, route: 'b' },
    ]);
    expect(await sumOf('Api', 'Late', [{ Name: 'Route', Value: 'a' }])).toBe(150);
    expect(await sumOf('Api', 'Late', [{ Name: 'Route', Value: 'b' }])).toBe(250);
  });
});

describe('a deployed API', () => {
  it('is measured, and so is its function', async () => {
    const stack = await stacksOf(cloud).deploy('measured', apiTemplate());
    const url = outputsOf(stack)['Url'] ?? '';
    for (const path of ['/v1/x', '/v1/x', '/v1/none']) await fetch(`${url}${path}`);
    const ApiId = { Name: 'ApiId', Value: /execute-api\/(\w+)/.exec(url)?.[1] ?? '' };
    const live = [
      { Name: 'FunctionName', Value: 'measured' },
      { Name: 'Resource', Value: 'measured:live' },
    ];
    await waitFor(async () => (await sumOf('AWS/ApiGateway', 'Count', [ApiId])) === 3 || undefined);
    expect(await sumOf('AWS/ApiGateway', '4xx', [ApiId, { Name: 'Stage', Value: 'mvp' }])).toBe(1);
    expect(await sumOf('AWS/ApiGateway', '5xx', [ApiId])).toBe(0);
    expect(await sumOf('AWS/ApiGateway', 'Latency', [ApiId])).toBeGreaterThan(0);
    expect(await sumOf('AWS/Lambda', 'Invocations', live)).toBe(2);
    expect(await sumOf('AWS/Lambda', 'Errors', [...live, { Name: 'ExecutedVersion', Value: '1' }])).toBe(0);
    expect(await sumOf('AWS/Lambda', 'Duration', live)).toBeGreaterThan(0);
  });
});
