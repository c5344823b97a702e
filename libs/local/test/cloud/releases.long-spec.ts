import {
  CodeDeployClient,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  ListDeploymentsCommand,
  type DeploymentInfo,
} from '@aws-sdk/client-codedeploy';
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CancelUpdateStackCommand, UpdateStackCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { GetAliasCommand, LambdaClient, type AliasConfiguration } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { outputsOf, stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { releaseTemplate, reports } from '../../../../workbench/stacks/release-template.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(60_000);

/** Long enough to look at a canary, and short enough to wait for. */
const MINUTE_MS = 1500;

let cloud: TestCloud;
let stacks: Stacks;
beforeAll(async () => {
  cloud = await startTestCloud({ minuteMs: MINUTE_MS });
  stacks = stacksOf(cloud);
});
afterAll(() => cloud.remove());

const LINEAR = { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearPercentage: 40, LinearInterval: 1 } };
const TWO = { reply: 'two', version: '2' };

const aliasOf = (name: string): Promise<AliasConfiguration> =>
  new LambdaClient(cloud.client).send(new GetAliasCommand({ FunctionName: name, Name: 'live' }));

/** Starts an update, and leaves it at that. */
const update = async (StackName: string, template: object): Promise<void> => {
  const TemplateBody = JSON.stringify(template);
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  await stacks.client.send(new UpdateStackCommand({ StackName, TemplateBody, Capabilities }));
};

/** The deployments of a stack's function, the newest first. */
const deploymentsOf = async (name: string): Promise<DeploymentInfo[]> => {
  const codeDeploy = new CodeDeployClient(cloud.client);
  const { deployments = [] } = await codeDeploy.send(new ListDeploymentsCommand({}));
  const all = await Promise.all(
    deployments.map(async (deploymentId) => {
      const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
      return deploymentInfo;
    }),
  );
  return all.flatMap((one) => (one?.revision?.appSpecContent?.content?.includes(`"${name}"`) ? [one] : []));
};

const waitForWeight = (name: string): Promise<number> =>
  waitFor(async () => {
    const { RoutingConfig } = await aliasOf(name);
    return Object.values(RoutingConfig?.AdditionalVersionWeights ?? {})[0];
  });

const replyOf = async (stack: Stack): Promise<string> =>
  (await fetch(`${outputsOf(stack)['Url']}/v1/x`)).text();

const reasonsOf = async (name: string): Promise<string> =>
  (await stacks.events(name)).map(({ ResourceStatusReason = '' }) => ResourceStatusReason).join('\n');

describe('an alias that CodeDeploy moves', () => {
  it('is made at once, and goes to the next version by a canary', async () => {
    const NAME = 'canary';
    const first = await stacks.deploy(NAME, releaseTemplate());
    expect([first.StackStatus, await deploymentsOf(NAME)]).toEqual(['CREATE_COMPLETE', []]);

    await update(NAME, releaseTemplate(TWO));
    expect(await waitForWeight(NAME)).toBe(0.1);
    const during = await aliasOf(NAME);
    expect([during.FunctionVersion, during.RoutingConfig?.AdditionalVersionWeights]).toEqual([
      '1',
      { 2: 0.1 },
    ]);
    expect((await stacks.describe(NAME)).StackStatus).toBe('UPDATE_IN_PROGRESS');

    const stack = await stacks.settle(NAME);
    const after = await aliasOf(NAME);
    expect([stack.StackStatus, after.FunctionVersion, after.RoutingConfig]).toEqual([
      'UPDATE_COMPLETE',
      '2',
      undefined,
    ]);
    expect(await replyOf(stack)).toBe('two');
    const [deployment] = await deploymentsOf(NAME);
    expect(deployment).toMatchObject({ status: 'Succeeded', computePlatform: 'Lambda' });
  });

  it('goes there step by step when it is linear', async () => {
    const NAME = 'linear';
    await stacks.deploy(NAME, releaseTemplate({ routing: LINEAR }));
    await update(NAME, releaseTemplate({ ...TWO, routing: LINEAR }));
    const seen = new Set<number>([await waitForWeight(NAME)]);
    await waitFor(async () => {
      const { RoutingConfig } = await aliasOf(NAME);
      for (const weight of Object.values(RoutingConfig?.AdditionalVersionWeights ?? {})) seen.add(weight);
      return (await stacks.describe(NAME)).StackStatus === 'UPDATE_COMPLETE' || undefined;
    });
    expect([...seen]).toEqual([0.4, 0.8]);
  });

  it('goes back when an alarm goes off, and the stack with it', async () => {
    const NAME = 'alarmed';
    await stacks.deploy(NAME, releaseTemplate());
    await update(NAME, releaseTemplate(TWO));
    await waitForWeight(NAME);
    const alarm = { AlarmName: `${NAME}-alarm`, StateValue: 'ALARM', StateReason: 'test' } as const;
    await new CloudWatchClient(cloud.client).send(new SetAlarmStateCommand(alarm));

    const stack = await stacks.settle(NAME);
    const { FunctionVersion, RoutingConfig } = await aliasOf(NAME);
    expect([stack.StackStatus, FunctionVersion, RoutingConfig]).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      '1',
      undefined,
    ]);
    expect(await replyOf(stack)).toBe('one');
    expect(await reasonsOf(NAME)).toMatch(
      /CodeDeploy deployment d-\w{9} stopped: .*Activated alarms: <alarmed-alarm>/,
    );
    const stopped = (await deploymentsOf(NAME)).find(({ status }) => status === 'Stopped');
    expect(stopped).toMatchObject({
      errorInformation: { code: 'ALARM_ACTIVE' },
      rollbackInfo: { rollbackDeploymentId: expect.stringMatching(/^d-\w{9}$/) as unknown },
    });
  });

  it('stops and goes back when the update is cancelled', async () => {
    const NAME = 'cancelled';
    await stacks.deploy(NAME, releaseTemplate());
    await update(NAME, releaseTemplate(TWO));
    await waitForWeight(NAME);
    await stacks.client.send(new CancelUpdateStackCommand({ StackName: NAME }));
    const stack = await stacks.settle(NAME);
    const { FunctionVersion, RoutingConfig } = await aliasOf(NAME);
    expect([stack.StackStatus, FunctionVersion, RoutingConfig]).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      '1',
      undefined,
    ]);
    expect((await deploymentsOf(NAME)).map(({ status }) => status)).toContain('Stopped');
  });

  it('stays when the role of CodeDeploy may not move it', async () => {
    const NAME = 'forbidden';
    await stacks.deploy(NAME, releaseTemplate({ without: 'lambda:UpdateAlias' }));
    const stack = await stacks.deploy(NAME, releaseTemplate({ ...TWO, without: 'lambda:UpdateAlias' }));
    expect([stack.StackStatus, await replyOf(stack)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'one']);
    expect(await reasonsOf(NAME)).toContain('is not authorized to perform: lambda:UpdateAlias');
  });
});

describe('a function that is run before a version gets traffic', () => {
  const STARTS = '!(await invoke()).FunctionError';
  const ALL_AT_ONCE = { Type: 'AllAtOnce' };

  it('lets a version through that it finds in order', async () => {
    const NAME = 'checked';
    const options = { routing: ALL_AT_ONCE, hook: reports(STARTS) };
    await stacks.deploy(NAME, releaseTemplate(options));
    const stack = await stacks.deploy(NAME, releaseTemplate({ ...options, ...TWO }));
    expect([stack.StackStatus, await replyOf(stack)]).toEqual(['UPDATE_COMPLETE', 'two']);
    const [deployment] = await deploymentsOf(NAME);
    const { deploymentTarget } = await new CodeDeployClient(cloud.client).send(
      new GetDeploymentTargetCommand({ deploymentId: deployment?.deploymentId, targetId: `${NAME}:live` }),
    );
    expect(
      deploymentTarget?.lambdaTarget?.lifecycleEvents?.map(({ lifecycleEventName, status }) => [
        lifecycleEventName,
        status,
      ]),
    ).toEqual([
      ['BeforeAllowTraffic', 'Succeeded'],
      ['AllowTraffic', 'Succeeded'],
      ['AfterAllowTraffic', 'Skipped'],
    ]);
  });

  it('keeps every request from a version that fails at INIT', async () => {
    const NAME = 'unstartable';
    const options = { routing: ALL_AT_ONCE, hook: reports(STARTS) };
    await stacks.deploy(NAME, releaseTemplate(options));
    const prelude = 'throw new Error("no");';
    const stack = await stacks.deploy(NAME, releaseTemplate({ ...options, ...TWO, prelude }));
    expect([stack.StackStatus, await replyOf(stack)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'one']);
    expect(await reasonsOf(NAME)).toContain(
      'failed: The hook function unstartable-hook of BeforeAllowTraffic reported a failure. Its log says why.',
    );
  });

  it('is a reason not to release when it fails itself', async () => {
    const NAME = 'broken-hook';
    const options = {
      routing: ALL_AT_ONCE,
      hook: 'exports.handler = async () => { throw new Error("no"); };',
    };
    await stacks.deploy(NAME, releaseTemplate(options));
    const stack = await stacks.deploy(NAME, releaseTemplate({ ...options, ...TWO }));
    expect([stack.StackStatus, await replyOf(stack)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'one']);
    expect(await reasonsOf(NAME)).toContain('broken-hook-hook of BeforeAllowTraffic ended with an error.');
  });
});

describe('a release that the end of the cloud interrupts', () => {
  it('goes on where it was', async () => {
    const NAME = 'interrupted';
    const first = await startTestCloud({ minuteMs: 60_000 });
    const before = stacksOf(first);
    await before.deploy(NAME, releaseTemplate());
    const TemplateBody = JSON.stringify(releaseTemplate(TWO));
    const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
    await before.client.send(new UpdateStackCommand({ StackName: NAME, TemplateBody, Capabilities }));
    const named = new GetAliasCommand({ FunctionName: NAME, Name: 'live' });
    await waitFor(async () => (await new LambdaClient(first.client).send(named)).RoutingConfig);
    await first.close();

    // The rest of its minute is over when the canary is due.
    const second = await startTestCloud({ folder: first.folder, minuteMs: 60_000 });
    const { RoutingConfig } = await new LambdaClient(second.client).send(named);
    expect(RoutingConfig?.AdditionalVersionWeights).toEqual({ 2: 0.1 });
    await stacksOf(second).client.send(new CancelUpdateStackCommand({ StackName: NAME }));
    const stack = await stacksOf(second).settle(NAME);
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    await second.remove();
  });
});

describe('an update policy', () => {
  it('of another kind is rejected by its name', async () => {
    const template = releaseTemplate();
    Object.assign(template.Resources.Alias, { UpdatePolicy: { AutoScalingRollingUpdate: {} } });
    await expect(stacks.deploy('other-policy', template)).rejects.toThrow(
      'The local AWS does not implement the update policy AutoScalingRollingUpdate of AWS::Lambda::Alias.',
    );
  });
});
