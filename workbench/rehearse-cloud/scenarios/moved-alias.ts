import { equal, notEqual } from 'node:assert/strict';
import { GetAliasCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { addressOf, raiseVersion, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const NAMED = { FunctionName: 'lambda-nest-api-dev-api', Name: 'live' };

export const movedAlias: Scenario = {
  name: 'An alias that was moved by hand stays so until a deployment brings another version',
  async run(rehearsal) {
    const { deploy, client } = rehearsal;
    const url = await addressOf(rehearsal);
    const { after: version } = await raiseVersion(rehearsal);
    await deploy('dev');
    equal(await versionAt(url), version);
    const lambda = new LambdaClient(client);
    const { FunctionVersion: latest } = await lambda.send(new GetAliasCommand(NAMED));
    await lambda.send(new UpdateAliasCommand({ ...NAMED, FunctionVersion: '1' }));
    notEqual(await versionAt(url), version);
    await deploy('dev', '--param', 'throttleBurst=41');
    const unchanged = await lambda.send(new GetAliasCommand(NAMED));
    equal(unchanged.FunctionVersion, '1', 'A deployment of the same code left the alias where it was moved.');
    await deploy('dev', '--param', 'logLevel=info');
    const { FunctionVersion: next } = await lambda.send(new GetAliasCommand(NAMED));
    equal(await versionAt(url), version);
    return `version ${latest} → 1 by hand → 1 after the same code → ${next} after another version`;
  },
};
