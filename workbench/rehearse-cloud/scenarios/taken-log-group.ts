import { equal, match, ok } from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { versionAt, versionOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const GROUP = '/aws/lambda/lambda-nest-api-staging-api';
const ARTIFACT = ['--param', 'artifact=dist/api.zip'];

export const takenLogGroup: Scenario = {
  name: 'A stage whose log group is there already is not begun, and says how to make room',
  async run(rehearsal) {
    const { client, serverless, deploy } = rehearsal;
    const logs = new CloudWatchLogsClient(client);
    const cloudFormation = new CloudFormationClient(client);
    const isThere = async (): Promise<boolean> =>
      ((await cloudFormation.send(new ListStacksCommand({}))).StackSummaries ?? []).some(
        ({ StackName, StackStatus }) =>
          StackName === 'lambda-nest-api-staging' && StackStatus !== 'DELETE_COMPLETE',
      );
    await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    const { code, output } = await serverless(
      'deploy',
      '--stage',
      'staging',
      '--param',
      'firebaseProject=demo-local',
      ...ARTIFACT,
    );
    equal(code, 1);
    match(output, /is there already, from an earlier stack/);
    ok(output.includes(`aws logs delete-log-group --region eu-west-1 --log-group-name ${GROUP}`), output);
    equal(await isThere(), false, 'There is a stack.');
    await logs.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
    const { url } = await deploy('staging', ...ARTIFACT, '--param', 'keepLogs=off');
    equal(await versionAt(url), await versionOf(rehearsal));
    const removed = await serverless('remove', '--stage', 'staging', '--param', 'keepLogs=off');
    equal(removed.code, 0, removed.output);
    return 'rejected with the command that deletes it, and no stack; deployed without it';
  },
};
