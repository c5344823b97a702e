import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { addressOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const TABLE = { TableName: 'lambda-nest-api-dev-sign-ins' };
const MAX_FAILURES = 10;

export const sharedSignIns: Scenario = {
  name: 'With signInTable=on the function counts failed sign-ins in its table by its role, and signs no caller in without it',
  async run(rehearsal) {
    const { deploy, client } = rehearsal;
    const shared = ['--param', 'artifact=dist/api.zip', '--param', 'signInTable=on'];
    await deploy('dev', ...shared);
    const url = await addressOf(rehearsal);
    const signIn = async (username: string, password: string): Promise<number> => {
      const body = new URLSearchParams({ username, password });
      return (await fetch(`${url}/v1/auth/token`, { method: 'POST', body })).status;
    };
    const dynamo = new DynamoDBClient(client);
    const first = await signIn('user@example.com', 'password');
    equal(first, 200, first === 200 ? '' : await logOf(rehearsal));
    const statuses: number[] = [];
    for (let failures = 0; failures < MAX_FAILURES; failures += 1)
      statuses.push(await signIn('guest@example.com', 'wrong'));
    deepEqual([...new Set(statuses)], [400], statuses.join(' '));
    equal(await signIn('guest@example.com', 'password'), 429);
    const { Items = [] } = await dynamo.send(new ScanCommand(TABLE));
    ok(Items.length > 0, 'The table is empty.');
    ok(
      Items.every(({ expires }) => Number(expires?.N) > Date.now() / 1000),
      JSON.stringify(Items),
    );
    equal(JSON.stringify(Items).includes('guest@example.com'), false, 'The table holds an address.');

    const giveBack = await takeTable(rehearsal);
    equal(await signIn('user@example.com', 'password'), 503);
    match(await logOf(rehearsal), /AccessDenied/);
    await giveBack();
    equal(await signIn('user@example.com', 'password'), 200);
    // Without the table each environment counts its own.
    await deploy('dev', '--param', 'artifact=dist/api.zip');
    equal(await signIn('user@example.com', 'password'), 200);
    return `${MAX_FAILURES} failures are ${Items.length} items of the table, then 429; 503 once the role may not count`;
  },
};

/** Errors that the function has logged. */
async function logOf({ client }: Parameters<Scenario['run']>[0]): Promise<string> {
  const { events = [] } = await new CloudWatchLogsClient(client).send(
    new FilterLogEventsCommand({
      logGroupName: '/aws/lambda/lambda-nest-api-dev-api',
      filterPattern: '{ $.level = "error" }',
    }),
  );
  return events.map(({ message }) => message).join('\n');
}

/**
 * Takes the permission on the table from the function's role, as an operator might in the console.
 *
 * @returns what gives it back
 */
async function takeTable({ client }: Parameters<Scenario['run']>[0]): Promise<() => Promise<unknown>> {
  const { StackResourceDetail } = await new CloudFormationClient(client).send(
    new DescribeStackResourceCommand({ StackName: 'lambda-nest-api-dev', LogicalResourceId: 'ApiRole' }),
  );
  const RoleName = StackResourceDetail?.PhysicalResourceId;
  const iam = new IAMClient(client);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const PolicyName = PolicyNames.find((name) => /sign/i.test(name));
  ok(PolicyName, PolicyNames.join(', '));
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  const input = { RoleName, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) };
  return () => iam.send(new PutRolePolicyCommand(input));
}
