import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { BAD, group } from './log-groups.ts';
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

const statuses = async (StackName: string, id: string): Promise<string[]> =>
  (await stacks.events(StackName))
    .filter(({ LogicalResourceId }) => LogicalResourceId === id)
    .map(({ ResourceStatus = '' }) => ResourceStatus);
describe('an update that does not come to its end', () => {
  const NAME = 'endless';
  const watched = (RetentionInDays: number) => ({
    Watched: group('/endless/watched', {}, { RetentionInDays }),
  });
  const waitForStatus = (id: string, status: string): Promise<true> =>
    waitFor(async () => (await statuses(NAME, id)).at(-1) === status || undefined);

  it('is cancelled, and a rollback that fails is continued', async () => {
    await stacks.deploy(NAME, apiTemplate({ resources: watched(7) }));
    const endless = apiTemplate({ prelude: HANG, version: '2', provisioned: 1, resources: watched(14) });
    await stacks.client.send(
      new UpdateStackCommand({
        StackName: NAME,
        TemplateBody: JSON.stringify(endless),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    await waitForStatus('Watched', 'UPDATE_COMPLETE');
    await waitForStatus('Alias', 'UPDATE_IN_PROGRESS');
    await logs.send(new DeleteLogGroupCommand({ logGroupName: '/endless/watched' }));
    await stacks.client.send(new CancelUpdateStackCommand({ StackName: NAME }));
    const failed = await stacks.settle(NAME);
    expect(failed.StackStatus).toBe('UPDATE_ROLLBACK_FAILED');
    expect(failed.StackStatusReason).toBe('The following resource(s) failed to update: [Watched]. ');
    await expect(stacks.deploy(NAME, endless)).rejects.toThrow('can not be updated');

    await stacks.client.send(
      new ContinueUpdateRollbackCommand({ StackName: NAME, ResourcesToSkip: ['Watched'] }),
    );
    await waitFor(
      async () => (await stacks.describe(NAME)).StackStatus === 'UPDATE_ROLLBACK_COMPLETE' || undefined,
    );
    const { Url = '' } = outputsOf(await stacks.describe(NAME));
    expect(await (await fetch(`${Url}/v1/x`)).text()).toBe('one');
  });
});

describe('a version that fails at INIT', () => {
  it('is rolled back where environments are held ready, the old one serving', async () => {
    const NAME = 'failing-init';
    const { Url = '' } = outputsOf(await stacks.deploy(NAME, apiTemplate({ provisioned: 1 })));
    const bad = apiTemplate({ prelude: 'throw new Error("no");', version: '2', provisioned: 1 });
    const stack = await stacks.deploy(NAME, bad);
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const reasons = (await stacks.events(NAME)).map(({ ResourceStatusReason = '' }) => ResourceStatusReason);
    expect(reasons.join('\n')).toContain('FUNCTION_ERROR_INIT_FAILURE');
    const response = await fetch(`${Url}/v1/x`);
    expect([response.status, await response.text()]).toEqual([200, 'one']);
  });

  it('serves errors elsewhere, until it is put right', async () => {
    const NAME = 'failing-later';
    const { Url = '' } = outputsOf(await stacks.deploy(NAME, apiTemplate()));
    const bad = apiTemplate({ prelude: 'throw new Error("no");', version: '2' });
    expect((await stacks.deploy(NAME, bad)).StackStatus).toBe('UPDATE_COMPLETE');
    expect((await fetch(`${Url}/v1/x`)).status).toBe(500);
    await stacks.deploy(NAME, apiTemplate({ reply: 'three', version: '3' }));
    expect(await (await fetch(`${Url}/v1/x`)).text()).toBe('three');
  });
});

describe('a version that a rollback left behind', () => {
  it('makes the next attempt with the same code fail, as Lambda makes no version of what is published', async () => {
    const NAME = 'again';
    await stacks.deploy(NAME, apiTemplate());
    const two = { reply: 'two', version: '2' };
    const first = await stacks.deploy(
      NAME,
      apiTemplate({ ...two, resources: { Bad: { ...BAD, DependsOn: 'Alias' } } }),
    );
    expect(first.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const second = await stacks.deploy(NAME, apiTemplate(two));
    expect(second.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(
      (await stacks.events(NAME)).map(({ ResourceStatusReason = '' }) => ResourceStatusReason).join('\n'),
    ).toContain('A version for this Lambda function exists ( 2 ).');
    const { Url = '' } = outputsOf(await stacks.describe(NAME));
    expect(await (await fetch(`${Url}/v1/x`)).text()).toBe('one');
    expect((await stacks.deploy(NAME, apiTemplate({ reply: 'three', version: '3' }))).StackStatus).toBe(
      'UPDATE_COMPLETE',
    );
  });
});
