import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeFunctions } from './make-function.ts';
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

describe('an alarm', () => {
  const alarm = (AlarmName: string, more: object = {}) =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'Alarming',
        MetricName: AlarmName,
        Statistic: 'Sum',
        Period: 10,
        EvaluationPeriods: 1,
        Threshold: 2,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        ...more,
      }),
    );
  const describeAlarm = async (name: string): Promise<MetricAlarm | undefined> =>
    (await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms?.[0];
  const waitForState = (name: string, state: string): Promise<MetricAlarm> =>
    waitFor(async () => {
      const found = await describeAlarm(name);
      return found?.StateValue === state ? found : undefined;
    });
  const measure = (MetricName: string, Value: number) =>
    client.send(new PutMetricDataCommand({ Namespace: 'Alarming', MetricData: [{ MetricName, Value }] }));

  it('fires when its threshold is crossed, and is over when it is not any more', async () => {
    await alarm('errors', { Tags: [{ Key: 'stage', Value: 'dev' }] });
    await waitForState('errors', 'OK');
    await measure('errors', 1);
    await measure('errors', 1);
    const fired = await waitForState('errors', 'ALARM');
    expect(fired.StateReason).toContain('was greater than or equal to the threshold (2)');
    await waitForState('errors', 'OK');
    const { AlarmHistoryItems = [] } = await client.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'errors' }),
    );
    expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm updated from ALARM to OK',
      'Alarm updated from OK to ALARM',
      'Alarm updated from INSUFFICIENT_DATA to OK',
    ]);
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: fired.AlarmArn }));
    expect(Tags).toEqual([{ Key: 'stage', Value: 'dev' }]);
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['errors'] }));
    expect(await describeAlarm('errors')).toBeUndefined();
  });

  it('fires by an expression over several metrics', async () => {
    const of = (Id: string, MetricName: string) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'Alarming', MetricName }, Period: 10, Stat: 'Sum' },
    });
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: 'rate',
        Metrics: [
          of('a', 'all'),
          of('f', 'failed'),
          { Id: 'rate', Expression: 'FILL(f, 0) / a', ReturnData: true },
        ],
        EvaluationPeriods: 1,
        Threshold: 0.5,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      }),
    );
    await waitForState('rate', 'OK');
    await measure('failed', 6);
    await measure('all', 10);
    expect((await waitForState('rate', 'ALARM')).Metrics).toHaveLength(3);
  });

  it('invokes a function, when the function lets it', async () => {
    const { create, lambda } = await makeFunctions(cloud);
    const FunctionName = await create(
      'notified',
      'export const handler = async (event) => console.log(JSON.stringify(event));',
    );
    const AlarmActions = [`arn:aws:lambda:eu-west-1:000000000000:function:${FunctionName}`];
    await alarm('told', { AlarmActions });
    const set = (StateValue: 'ALARM' | 'OK') =>
      client.send(new SetAlarmStateCommand({ AlarmName: 'told', StateValue, StateReason: 'by hand' }));
    await set('ALARM');
    await waitFor(
      async () => cloud.lines.some((line) => line.includes('has no permission to invoke')) || undefined,
    );
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 'alarm',
        Action: 'lambda:InvokeFunction',
        Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
      }),
    );
    await set('OK');
    await set('ALARM');
    const line = await waitFor(async () => {
      const { events = [] } = await logs
        .send(
          new FilterLogEventsCommand({
            logGroupName: `/aws/lambda/${FunctionName}`,
            filterPattern: 'alarmData',
          }),
        )
        .catch(() => ({ events: [] }));
      return events[0]?.message;
    });
    expect(line).toContain('by hand');
    expect(line).toContain('told');
  });

  it('is rejected when it says nothing', async () => {
    await expect(alarm('none', { Statistic: undefined })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(alarm('none', { DatapointsToAlarm: 2 })).rejects.toThrow(
      'less than or equal to EvaluationPeriods',
    );
    await expect(alarm('none', { Period: 5 })).rejects.toThrow('must be 10, 20, 30 or a multiple of 60');
    await expect(alarm('none', { ComparisonOperator: 'GreaterThanUpperThreshold' })).rejects.toThrow(
      'does not know the comparison',
    );
  });
});

describe('a dashboard', () => {
  it('is kept as it was put', async () => {
    const DashboardBody = JSON.stringify({ widgets: [] });
    await client.send(new PutDashboardCommand({ DashboardName: 'api', DashboardBody }));
    expect(await client.send(new GetDashboardCommand({ DashboardName: 'api' }))).toMatchObject({
      DashboardBody,
    });
    await expect(
      client.send(new PutDashboardCommand({ DashboardName: 'api', DashboardBody: '[]' })),
    ).rejects.toMatchObject({ name: 'DashboardInvalidInputError' });
    await client.send(new DeleteDashboardsCommand({ DashboardNames: ['api'] }));
    await expect(client.send(new GetDashboardCommand({ DashboardName: 'api' }))).rejects.toMatchObject({
      name: 'DashboardNotFoundError',
    });
  });
});

describe('an alarm of alarms', () => {
  const statesOf = async (name: string): Promise<string> => {
    const { CompositeAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['CompositeAlarm'] }),
    );
    return CompositeAlarms.map(({ StateValue, AlarmRule }) => `${StateValue} ${AlarmRule}`).join();
  };
  const makePart = (AlarmName: string) =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'Parts',
        MetricName: AlarmName,
        Statistic: 'Sum',
        Period: 3600,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
      }),
    );
  const set = (AlarmName: string, StateValue: 'ALARM' | 'OK') =>
    client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'by hand' }));
  const waitForState = (name: string, state: string) =>
    waitFor(async () => (await statesOf(name)).startsWith(state) || undefined);

  it('goes off when all that its rule names do, and is over when one is', async () => {
    await makePart('long');
    await makePart('short');
    const AlarmRule = 'ALARM("long") AND ALARM("short")';
    await client.send(new PutCompositeAlarmCommand({ AlarmName: 'both', AlarmRule }));
    await waitForState('both', 'OK');
    await set('long', 'ALARM');
    await set('short', 'ALARM');
    await waitForState('both', 'ALARM');
    expect(cloud.lines.join('\n')).toContain(
      'ALARM alarm both: The rule of both: long is ALARM, short is ALARM.',
    );
    await set('short', 'OK');
    await waitForState('both', 'OK');
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['both'] }));
    expect(await statesOf('both')).toBe('');
  });

  it('is rejected when its rule names none that there is', async () => {
    await expect(
      client.send(new PutCompositeAlarmCommand({ AlarmName: 'none', AlarmRule: 'ALARM(nowhere)' })),
    ).rejects.toThrow('as alarms [nowhere] in the alarm rule do not exist');
  });
});
