import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteAliasCommand, GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { setTimeout as pause } from 'node:timers/promises';
import { addressOf, raiseVersion, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const ALIAS = { FunctionName: 'lambda-nest-api-dev-api', Name: 'live' };

const STACK = { StackName: 'lambda-nest-api-dev' };

export const deletedAlias: Scenario = {
  name: 'An alias that was deleted is made again, and the stack goes on with it',
  async run(rehearsal) {
    const { client, deploy } = rehearsal;
    const url = await addressOf(rehearsal);
    const lambda = new LambdaClient(client);
    const { FunctionVersion } = await lambda.send(new GetAliasCommand(ALIAS));
    await lambda.send(new DeleteAliasCommand(ALIAS));
    const without = (await fetch(`${url}/v1/manage/hc`)).status;
    ok(without >= 500, `${without}`);
    const { after } = await raiseVersion(rehearsal);
    const failure = await deploy('dev').then(
      () => 'It was deployed.',
      (error: Error) => error.message,
    );
    ok(/alias/i.test(failure), failure);
    // As infra/RUNBOOK.md says.
    const rolledBack = await rehearsal.run([
      'libs/toolkit/src/release/rollback.ts',
      '--stage',
      'dev',
      '--to',
      FunctionVersion ?? '',
    ]);
    equal(rolledBack.code, 0, rolledBack.output);
    const cloudFormation = new CloudFormationClient(client);
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand(STACK));
    equal(Stacks[0]?.StackStatus, 'UPDATE_ROLLBACK_FAILED');
    await cloudFormation.send(new ContinueUpdateRollbackCommand(STACK));
    await waitForStatus(cloudFormation, 'UPDATE_ROLLBACK_COMPLETE');
    const made = (await fetch(`${url}/v1/manage/hc`)).status;
    await deploy('dev');
    equal(await versionAt(url), after);
    deepEqual([without, made], [500, 200]);
    return `${without} without it, and the deployment says why; ${made} with it, and the next version is deployed`;
  },
};

async function waitForStatus(client: CloudFormationClient, expected: string): Promise<void> {
  for (let looks = 0; looks < 600; looks += 1) {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand(STACK));
    if (Stacks[0]?.StackStatus === expected) return;
    await pause(100);
  }
  throw new Error(`The stack did not come to ${expected}.`);
}
