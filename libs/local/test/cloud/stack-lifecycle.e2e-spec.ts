import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { BAD, group, groupsOf } from './log-groups.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

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

/** Blocks without end and without work. */
const HANG = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';

describe('a stack that cannot be created', () => {
  const template = { Resources: { Good: group('/failed/good'), Bad: { ...BAD, DependsOn: 'Good' } } };

  it('is rolled back: nothing of it is left, and it can only be removed', async () => {
    const stack = await stacks.deploy('failed', template);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await groupsOf(cloud, '/failed')).toEqual([]);
    expect((await stacks.events('failed')).map(({ ResourceStatusReason }) => ResourceStatusReason)).toContain(
      'The following resource(s) failed to create: [Bad]. Rollback requested by user.',
    );
    await expect(stacks.deploy('failed', { Resources: { Good: group('/failed/good') } })).rejects.toThrow(
      'is in ROLLBACK_COMPLETE state and can not be updated',
    );
    await stacks.remove('failed');
  });

  it('is removed when that is asked for', async () => {
    const { StackId = '' } = await stacks.client.send(
      new CreateStackCommand({
        StackName: 'gone',
        TemplateBody: JSON.stringify(template),
        OnFailure: 'DELETE',
      }),
    );
    expect((await stacks.settle(StackId)).StackStatus).toBe('DELETE_COMPLETE');
    expect(await groupsOf(cloud, '/failed')).toEqual([]);
  });

  it('is left as it is when that is asked for', async () => {
    const stack = await stacks.deploy('left', template, { OnFailure: 'DO_NOTHING' });
    expect(stack.StackStatus).toBe('CREATE_FAILED');
    expect(await groupsOf(cloud, '/failed')).toEqual(['/failed/good']);
    await stacks.remove('left');
    expect(await groupsOf(cloud, '/failed')).toEqual([]);
  });

  it('keeps what its policy retains, unless that is only for what was used once', async () => {
    const resources = {
      Kept: group('/kept/retain', { DeletionPolicy: 'Retain' }),
      Fresh: group('/kept/except', { DeletionPolicy: 'RetainExceptOnCreate' }),
      Bad: { ...BAD, DependsOn: ['Kept', 'Fresh'] },
    };
    await stacks.deploy('keeping', { Resources: resources });
    expect(await groupsOf(cloud, '/kept')).toEqual(['/kept/retain']);
    await stacks.remove('keeping');
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/kept/retain' }));
    const more = { RetainExceptOnCreate: true };
    await stacks.client.send(
      new CreateStackCommand({
        StackName: 'keeping',
        TemplateBody: JSON.stringify({ Resources: resources }),
        ...more,
      }),
    );
    await stacks.settle('keeping');
    expect(await groupsOf(cloud, '/kept')).toEqual([]);
  });
});

describe('a change set', () => {
  it('says what it would do, and does it when it is executed', async () => {
    const StackName = 'changing';
    const named = { StackName, ChangeSetName: 'first' };
    const body = (resources: object): string => JSON.stringify({ Resources: resources });
    await stacks.client.send(
      new CreateChangeSetCommand({
        ...named,
        ChangeSetType: 'CREATE',
        TemplateBody: body({ A: group('/changing/a'), B: group('/changing/b') }),
      }),
    );
    expect((await stacks.describe(StackName)).StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(await groupsOf(cloud, '/changing')).toEqual([]);
    await stacks.client.send(new ExecuteChangeSetCommand(named));
    expect((await stacks.settle(StackName)).StackStatus).toBe('CREATE_COMPLETE');

    const second = { StackName, ChangeSetName: 'second' };
    await stacks.client.send(
      new CreateChangeSetCommand({
        ...second,
        TemplateBody: body({
          A: group('/changing/a', {}, { RetentionInDays: 7 }),
          B: group('/changing/b2'),
          C: group('/changing/c'),
        }),
      }),
    );
    const { Changes = [] } = await stacks.client.send(new DescribeChangeSetCommand(second));
    expect(
      Changes.map(({ ResourceChange }) => [
        ResourceChange?.LogicalResourceId,
        ResourceChange?.Action,
        ResourceChange?.Replacement,
      ]),
    ).toEqual([
      ['A', 'Modify', 'False'],
      ['B', 'Modify', 'True'],
      ['C', 'Add', undefined],
    ]);
    expect(await groupsOf(cloud, '/changing')).toEqual(['/changing/a', '/changing/b']);
    await stacks.client.send(new ExecuteChangeSetCommand(second));
    await stacks.settle(StackName);
    expect(await groupsOf(cloud, '/changing')).toEqual(['/changing/a', '/changing/b2', '/changing/c']);
    await expect(stacks.client.send(new ExecuteChangeSetCommand(second))).rejects.toMatchObject({
      name: 'InvalidChangeSetStatusException',
    });
  });
});

describe('a stack', () => {
  it('is not removed while it is protected', async () => {
    const StackName = 'guarded';
    await stacks.deploy(
      StackName,
      { Resources: { Group: group('/guarded') } },
      { EnableTerminationProtection: true },
    );
    await expect(stacks.client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow(
      'cannot be deleted while TerminationProtection is enabled',
    );
    await stacks.client.send(
      new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
    );
    await stacks.remove(StackName);
    expect(await groupsOf(cloud, '/guarded')).toEqual([]);
  });

  it('takes one operation at a time, and others do not wait for it', async () => {
    const template = apiTemplate({ prelude: HANG, provisioned: 1 });
    const { StackName, ...input } = {
      StackName: 'busy',
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_NAMED_IAM' as const],
    };
    await stacks.client.send(new CreateStackCommand({ StackName, ...input }));
    await expect(stacks.client.send(new CreateStackCommand({ StackName, ...input }))).rejects.toMatchObject({
      name: 'AlreadyExistsException',
    });
    await expect(stacks.deploy(StackName, apiTemplate())).rejects.toThrow(
      'is in CREATE_IN_PROGRESS state and can not be updated',
    );
    const others = await Promise.all(
      ['one', 'two'].map((name) =>
        stacks.deploy(`beside-${name}`, { Resources: { Group: group(`/beside/${name}`) } }),
      ),
    );
    expect(others.map(({ StackStatus }) => StackStatus)).toEqual(['CREATE_COMPLETE', 'CREATE_COMPLETE']);
    expect((await stacks.describe(StackName)).StackStatus).toBe('CREATE_IN_PROGRESS');
    await stacks.client.send(new DeleteStackCommand({ StackName }));
    await waitFor(
      async () => (await stacks.describe(StackName).catch(() => undefined)) === undefined || undefined,
    );
  });
});
