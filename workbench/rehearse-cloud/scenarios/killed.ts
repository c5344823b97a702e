import { equal, ok } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { addressOf, versionAt, versionOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const STACK = { StackName: 'lambda-nest-api-dev' };

export const killed: Scenario = {
  name: 'A local AWS that is killed in the middle of a deployment goes on with it when it starts again',
  async run(rehearsal) {
    const { deploy, kill, restart, client } = rehearsal;
    const url = await addressOf(rehearsal);
    const cloudFormation = new CloudFormationClient(client);
    const statusOf = async (): Promise<string> =>
      (await cloudFormation.send(new DescribeStacksCommand(STACK))).Stacks?.[0]?.StackStatus ?? '';
    const until = async (pattern: RegExp): Promise<string> => {
      for (let looks = 0; looks < 2400; looks += 1) {
        const status = await statusOf();
        if (pattern.test(status)) return status;
        await pause(25);
      }
      throw new Error(`The stack did not come to ${pattern}.`);
    };
    const deploying = deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=debug').then(
      () => 'the command ended well',
      (error: Error) =>
        `the command said ${/(?:Error:\n)([^\n]*)/.exec(error.message)?.[1] ?? error.message}`,
    );
    await until(/^UPDATE_IN_PROGRESS$/);
    await kill();
    await restart();
    const said = await deploying;
    const status = await until(/COMPLETE$/);
    ok(/^UPDATE_(ROLLBACK_)?COMPLETE$/.test(status), status);
    equal(status, 'UPDATE_COMPLETE');
    equal(await versionAt(url), await versionOf(rehearsal));
    return `${status}; ${said}`;
  },
};
