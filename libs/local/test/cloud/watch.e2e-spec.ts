import { CloudWatchClient, GetDashboardCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeQueryDefinitionsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
let stacks: Stacks;
beforeAll(async () => {
  cloud = await startTestCloud();
  stacks = stacksOf(cloud);
});
afterAll(() => cloud.remove());

const BODY = JSON.stringify({ widgets: [] });

const template = ({ mail = 'ops@example.com', query = 'fields @message', body = BODY } = {}) => ({
  Resources: {
    Topic: {
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: 'alarms', Subscription: [{ Protocol: 'email', Endpoint: mail }] },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'orders',
        AlarmDescription: 'No orders come in.',
        AlarmActions: [{ Ref: 'Topic' }],
        Namespace: 'shop',
        MetricName: 'OrdersPlaced',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
      },
    },
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: 'shop', DashboardBody: body },
    },
    Query: {
      Type: 'AWS::Logs::QueryDefinition',
      Properties: { Name: 'shop/all', QueryString: query, LogGroupNames: ['/shop'] },
    },
  },
});

const alarm = async (StateValue: 'ALARM' | 'OK'): Promise<void> => {
  const input = { AlarmName: 'orders', StateValue, StateReason: 'It is a test.' };
  await new CloudWatchClient(cloud.client).send(new SetAlarmStateCommand(input));
};

describe('what a stack is watched with', () => {
  it('is made, and tells the subscribers of its topic when an alarm goes off', async () => {
    expect((await stacks.deploy('watched', template())).StackStatus).toBe('CREATE_COMPLETE');
    await alarm('ALARM');
    const told = 'email to ops@example.com: ALARM: "orders" in eu-west-1. No orders come in. It is a test.';
    await waitFor(() => Promise.resolve(cloud.lines.includes(told) || undefined));
    await alarm('OK');
  });

  it('is changed in place', async () => {
    const changed = template({ mail: 'new@example.com', query: 'stats count(*)', body: '{"widgets":[{}]}' });
    expect((await stacks.deploy('watched', changed)).StackStatus).toBe('UPDATE_COMPLETE');
    await alarm('ALARM');
    await waitFor(() =>
      Promise.resolve(cloud.lines.some((line) => line.startsWith('email to new@example.com')) || undefined),
    );
    const { queryDefinitions } = await new CloudWatchLogsClient(cloud.client).send(
      new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: 'shop/' }),
    );
    expect(queryDefinitions).toMatchObject([{ queryString: 'stats count(*)', logGroupNames: ['/shop'] }]);
    const dashboards = new CloudWatchClient(cloud.client);
    const { DashboardBody } = await dashboards.send(new GetDashboardCommand({ DashboardName: 'shop' }));
    expect(DashboardBody).toBe('{"widgets":[{}]}');
  });

  it('is gone with the stack', async () => {
    await stacks.remove('watched');
    const dashboards = new CloudWatchClient(cloud.client);
    await expect(dashboards.send(new GetDashboardCommand({ DashboardName: 'shop' }))).rejects.toThrow(
      'does not exist',
    );
    await expect(alarm('OK')).rejects.toThrow('Unknown: orders');
  });
});
