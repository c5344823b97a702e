import {
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  ListExportsCommand,
  ListImportsCommand,
  SetStackPolicyCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { outputsOf, stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { BAD, group, groupsOf } from './log-groups.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
let stacks: Stacks;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  stacks = stacksOf(cloud);
  logs = new CloudWatchLogsClient(cloud.client);
});
afterAll(() => cloud.remove());

const namesIn = async (StackName: string): Promise<Record<string, string>> => {
  const { StackResources = [] } = await stacks.client.send(new DescribeStackResourcesCommand({ StackName }));
  return Object.fromEntries(
    StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
      LogicalResourceId,
      PhysicalResourceId,
    ]),
  );
};

describe('an update', () => {
  it('makes the new resource before it removes the one that it replaces', async () => {
    const template = (name: string, more: object = {}) => ({
      Resources: { Group: group(`/replaced/${name}`, more) },
      Outputs: { Name: { Value: { Ref: 'Group' } } },
    });
    await stacks.deploy('replacing', template('one'));
    const stack = await stacks.deploy('replacing', template('two', { UpdateReplacePolicy: 'Retain' }));
    expect(outputsOf(stack)).toEqual({ Name: '/replaced/two' });
    const events = (await stacks.events('replacing')).slice(5);
    expect(
      events.map((event) => `${event.ResourceStatus} ${event.PhysicalResourceId?.replace(/^arn.*/, '')}`),
    ).toEqual([
      'UPDATE_IN_PROGRESS ',
      'UPDATE_IN_PROGRESS /replaced/one',
      'UPDATE_IN_PROGRESS /replaced/two',
      'UPDATE_COMPLETE /replaced/two',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS ',
      'DELETE_IN_PROGRESS /replaced/one',
      'DELETE_COMPLETE /replaced/one',
      'UPDATE_COMPLETE ',
    ]);
    expect(await groupsOf(cloud, '/replaced')).toEqual(['/replaced/two']);
    await stacks.deploy('replacing', template('three', { UpdateReplacePolicy: 'Retain' }));
    expect(await groupsOf(cloud, '/replaced')).toEqual(['/replaced/three', '/replaced/two']);
  });

  it('that fails puts back what was replaced, changed, made and removed', async () => {
    const before = {
      Changed: group('/back/changed', {}, { RetentionInDays: 7 }),
      Replaced: group('/back/replaced'),
      Removed: group('/back/removed'),
    };
    await stacks.deploy('back', { Resources: before });
    const names = await namesIn('back');
    const after = {
      Changed: group('/back/changed', {}, { RetentionInDays: 14 }),
      Replaced: group('/back/replaced-2'),
      Made: group('/back/made'),
      Bad: { ...BAD, DependsOn: ['Changed', 'Replaced', 'Made'] },
    };
    const stack = await stacks.deploy('back', { Resources: after });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await groupsOf(cloud, '/back')).toEqual(['/back/changed', '/back/removed', '/back/replaced']);
    expect(await namesIn('back')).toEqual(names);
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/back/changed' }),
    );
    expect(logGroups[0]?.retentionInDays).toBe(7);
    await expect(stacks.deploy('back', { Resources: before })).rejects.toThrow(
      'No updates are to be performed',
    );
  });

  it('does not replace a resource whose name stays', async () => {
    const named = (Type: string) => ({
      Resources: {
        Key: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/named/key', Type, Value: 'a' } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'named-role',
            Path: Type === 'String' ? '/' : '/other/',
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Principal: { Service: 'lambda.amazonaws.com' },
              },
            },
          },
        },
      },
    });
    await stacks.deploy('named', named('String'));
    const stack = await stacks.deploy('named', named('StringList'));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(
      (await stacks.events('named')).map(({ ResourceStatusReason = '' }) => ResourceStatusReason),
    ).toContain(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename named-role and update the stack again.',
    );
  });

  it('of an export that another stack imports is rejected', async () => {
    const exporting = (value: string, name = 'shared-name') => ({
      Resources: { Group: group('/exporting') },
      Outputs: { Name: { Value: value, Export: { Name: name } } },
    });
    await stacks.deploy('exporting', exporting('one'));
    await stacks.deploy('importing', {
      Resources: {
        Key: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Name: '/imported', Type: 'String', Value: { 'Fn::ImportValue': 'shared-name' } },
        },
      },
      Outputs: { Imported: { Value: { 'Fn::GetAtt': ['Key', 'Value'] } } },
    });
    expect(outputsOf(await stacks.describe('importing'))).toEqual({ Imported: 'one' });
    const { Exports } = await stacks.client.send(new ListExportsCommand({}));
    expect(Exports).toEqual([expect.objectContaining({ Name: 'shared-name', Value: 'one' })]);
    expect((await stacks.client.send(new ListImportsCommand({ ExportName: 'shared-name' }))).Imports).toEqual(
      ['importing'],
    );

    const changed = await stacks.deploy('exporting', exporting('two'));
    expect(changed.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const renamed = await stacks.deploy('exporting', exporting('one', 'other-name'));
    expect(renamed.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const reasons = (await stacks.events('exporting')).map(
      ({ ResourceStatusReason = '' }) => ResourceStatusReason,
    );
    expect(reasons).toContain('Export shared-name cannot be updated as it is in use by importing');
    expect(reasons).toContain('Export shared-name cannot be deleted as it is in use by importing');
    expect(outputsOf(await stacks.describe('exporting'))).toEqual({ Name: 'one' });
    await expect(stacks.client.send(new DeleteStackCommand({ StackName: 'exporting' }))).rejects.toThrow(
      'Cannot delete export shared-name as it is in use by importing',
    );
    await stacks.remove('importing');
    await stacks.remove('exporting');
  });

  it('does not touch what the policy of the stack protects', async () => {
    await stacks.deploy('protected', { Resources: { Group: group('/protected/one') } });
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'Update:Replace',
      Resource: 'LogicalResourceId/Group',
    };
    const allow = { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' };
    await stacks.client.send(
      new SetStackPolicyCommand({
        StackName: 'protected',
        StackPolicyBody: JSON.stringify({ Statement: [allow, statement] }),
      }),
    );
    await expect(
      stacks.deploy('protected', { Resources: { Group: group('/protected/two') } }),
    ).rejects.toThrow('Action denied by stack policy');
    const kept = group('/protected/one', {}, { RetentionInDays: 7 });
    expect((await stacks.deploy('protected', { Resources: { Group: kept } })).StackStatus).toBe(
      'UPDATE_COMPLETE',
    );
  });
});
