import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { makeFunctions, makeRole, type Functions } from './make-function.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
let functions: Functions;
let rules: EventBridgeClient;
let scheduler: SchedulerClient;
let stacks: Stacks;
beforeAll(async () => {
  cloud = await startTestCloud();
  functions = await makeFunctions(cloud);
  rules = new EventBridgeClient(cloud.client);
  scheduler = new SchedulerClient(cloud.client);
  stacks = stacksOf(cloud);
});
afterAll(() => cloud.remove());

const arnOf = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;

/** A function that notes each event in a folder, and what it has noted. */
async function makeNoting(name: string): Promise<() => unknown[]> {
  const folder = await mkdtemp(join(cloud.folder, 'noted-'));
  await functions.create(
    name,
    `import { writeFileSync } from 'node:fs';
    export const handler = async (event, { awsRequestId }) =>
      writeFileSync(${JSON.stringify(folder)} + '/' + awsRequestId, JSON.stringify(event));`,
  );
  return () =>
    readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown);
}

const permit = (FunctionName: string, rule: string) =>
  functions.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: rule,
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: `arn:aws:events:eu-west-1:123456789012:rule/${rule}`,
    }),
  );

describe('a rule of EventBridge', () => {
  it('hands the events that fit its pattern to its function', async () => {
    const noted = await makeNoting('noting');
    const EventPattern = JSON.stringify({
      source: ['shop'],
      detail: { total: [{ numeric: ['>', 10] }], state: [{ wildcard: 'p*d?' }] },
    });
    await rules.send(new PutRuleCommand({ Name: 'orders', EventPattern }));
    await rules.send(
      new PutTargetsCommand({
        Rule: 'orders',
        Targets: [
          {
            Id: 'part',
            Arn: arnOf('noting'),
            InputTransformer: {
              InputPathsMap: { state: '$.detail.state', total: '$.detail.total' },
              InputTemplate: '{"state": "<state>", "total": <total>}',
            },
          },
        ],
      }),
    );
    await permit('noting', 'orders');
    const put = (detail: object, Source = 'shop') => ({
      Source,
      DetailType: 'order',
      Detail: JSON.stringify(detail),
    });
    const { FailedEntryCount, Entries = [] } = await rules.send(
      new PutEventsCommand({
        Entries: [
          put({ total: 11, state: 'paid?' }),
          put({ total: 9, state: 'paid?' }),
          put({ total: 11, state: 'paid!' }),
          put({ total: 11, state: 'paid?' }, 'another'),
          { Source: 'shop', DetailType: 'order', Detail: '{' },
        ],
      }),
    );
    expect([FailedEntryCount, Entries.at(-1)?.ErrorCode]).toEqual([1, 'MalformedDetail']);
    await waitFor(async () => noted().length > 0 || undefined);
    expect(noted()).toEqual([{ state: 'paid?', total: 11 }]);
  });

  it('invokes nothing without the permission of the function', async () => {
    await makeNoting('closed');
    await rules.send(new PutRuleCommand({ Name: 'closed', EventPattern: '{"source":["closed"]}' }));
    await rules.send(new PutTargetsCommand({ Rule: 'closed', Targets: [{ Id: '1', Arn: arnOf('closed') }] }));
    await rules.send(
      new PutEventsCommand({ Entries: [{ Source: 'closed', DetailType: 'x', Detail: '{}' }] }),
    );
    expect(cloud.lines.join('\n')).toContain(
      'rule closed: events.amazonaws.com has no permission to invoke arn:aws:lambda:eu-west-1:123456789012:function:closed',
    );
  });

  it.each([
    ['{"a":[1]}', '{"a":1}', true],
    ['{"a":[{"exists":false}]}', '{"b":1}', true],
    ['{"a":[{"anything-but":["x","y"]}]}', '{"a":"y"}', false],
    ['{"a":[{"prefix":"x"},{"suffix":"y"}]}', '{"a":["ay"]}', true],
    ['{"$or":[{"a":["1"]},{"b":["2"]}]}', '{"b":"2"}', true],
    ['{"a":[{"equals-ignore-case":"X"}]}', '{"a":"x"}', true],
  ])('matches %s against %s as the pattern says', async (EventPattern, Event, expected) => {
    const { Result } = await rules.send(new TestEventPatternCommand({ EventPattern, Event }));
    expect(Result).toBe(expected);
  });

  it.each([
    [{ EventPattern: '{"a":1}' }, 'InvalidEventPatternException'],
    [{ ScheduleExpression: 'rate(0 minutes)' }, 'ValidationException'],
    [{ ScheduleExpression: 'at(2030-01-01T00:00:00)' }, 'ValidationException'],
    [{}, 'ValidationException'],
  ])('rejects %j', async (input, name) => {
    await expect(rules.send(new PutRuleCommand({ Name: 'bad', ...input }))).rejects.toMatchObject({ name });
  });
});

describe('a schedule of EventBridge Scheduler', () => {
  const target = (RoleArn: string, name: string) => ({
    Arn: arnOf(name),
    RoleArn,
    Input: '{"at":"<aws.scheduler.scheduled-time>","warmer":true}',
  });

  it('is due once in the name of its role, and gone afterwards', async () => {
    const noted = await makeNoting('once');
    await stacks.deploy('scheduler-role', roleTemplate('once'));
    const RoleArn = 'arn:aws:iam::123456789012:role/scheduler-once';
    const at = new Date(Date.now() + 4000).toISOString().slice(0, 19);
    await scheduler.send(
      new CreateScheduleCommand({
        Name: 'once',
        ScheduleExpression: `at(${at})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: target(RoleArn, 'once'),
      }),
    );
    await waitFor(async () => noted().length > 0 || undefined);
    expect(noted()).toEqual([{ at: `${at}Z`, warmer: true }]);
    await expect(scheduler.send(new GetScheduleCommand({ Name: 'once' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('needs a role that it may assume', async () => {
    const RoleArn = await makeRole(cloud, 'of-lambda');
    await expect(
      scheduler.send(
        new CreateScheduleCommand({
          Name: 'no',
          ScheduleExpression: 'rate(5 minutes)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: target(RoleArn, 'once'),
        }),
      ),
    ).rejects.toThrow('must allow AWS EventBridge Scheduler to assume the role');
  });

  it('belongs to a group, which takes it along', async () => {
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'group' }));
    await scheduler.send(
      new CreateScheduleCommand({
        Name: 'daily',
        GroupName: 'group',
        ScheduleExpression: 'cron(0 9 * * ? *)',
        ScheduleExpressionTimezone: 'Europe/Berlin',
        FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 },
        Target: target('arn:aws:iam::123456789012:role/scheduler-once', 'once'),
      }),
    );
    const listed = async () =>
      (await scheduler.send(new ListSchedulesCommand({}))).Schedules?.map(({ GroupName, Name }) => [
        GroupName,
        Name,
      ]);
    expect(await listed()).toEqual([['group', 'daily']]);
    await scheduler.send(new DeleteScheduleGroupCommand({ Name: 'group' }));
    expect(await listed()).toEqual([]);
  });
});

const roleTemplate = (name: string) => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: `scheduler-${name}`,
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'scheduler.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'invoke',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arnOf(name) }],
            },
          },
        ],
      },
    },
  },
});

describe('a stack with schedules', () => {
  const template = (expression: string) => ({
    Resources: {
      ...roleTemplate('stack').Resources,
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          ScheduleExpression: expression,
          Targets: [{ Id: 'one', Arn: arnOf('once') }],
          Tags: [{ Key: 'team', Value: 'a' }],
        },
      },
      Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'of-stack' } },
      Schedule: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          GroupName: { Ref: 'Group' },
          ScheduleExpression: expression,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: arnOf('once'), RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
        },
      },
    },
    Outputs: { Rule: { Value: { Ref: 'Rule' } }, Arn: { Value: { 'Fn::GetAtt': ['Rule', 'Arn'] } } },
  });

  it('is made, changed and removed', async () => {
    const made = await stacks.deploy('scheduled', template('rate(1 hour)'));
    expect(made.StackStatus).toBe('CREATE_COMPLETE');
    const Name = made.Outputs?.find(({ OutputKey }) => OutputKey === 'Rule')?.OutputValue ?? '';
    const changed = await stacks.deploy('scheduled', template('rate(2 hours)'));
    expect(changed.StackStatus).toBe('UPDATE_COMPLETE');
    expect(await rules.send(new DescribeRuleCommand({ Name }))).toMatchObject({
      ScheduleExpression: 'rate(2 hours)',
      State: 'ENABLED',
    });
    const { Targets } = await rules.send(new ListTargetsByRuleCommand({ Rule: Name }));
    expect(Targets).toEqual([{ Id: 'one', Arn: arnOf('once') }]);
    await stacks.remove('scheduled');
    await expect(rules.send(new DescribeRuleCommand({ Name }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect((await scheduler.send(new ListSchedulesCommand({}))).Schedules).toEqual([]);
  });
});
