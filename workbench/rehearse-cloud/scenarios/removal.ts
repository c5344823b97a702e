import { deepEqual, equal, rejects } from 'node:assert/strict';
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { addressOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const KEPT = [
  '/aws/lambda/lambda-nest-api-dev-api',
  '/aws/lambda/lambda-nest-api-dev-release-check',
  '/aws/vendedlogs/http-api/lambda-nest-api-dev',
];

export const removal: Scenario = {
  name: 'serverless remove takes everything but the log groups, which the next deployment names',
  async run(rehearsal) {
    const { serverless, deploy, client } = rehearsal;
    const url = await addressOf(rehearsal);
    const removed = await serverless('remove', '--stage', 'dev');
    equal(removed.code, 0, removed.output);
    equal((await fetch(`${url}/v1/manage/hc`)).status, 404);
    const logs = new CloudWatchLogsClient(client);
    const groupNames = async (): Promise<(string | undefined)[]> =>
      ((await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/' }))).logGroups ?? [])
        .map(({ logGroupName }) => logGroupName)
        .filter((name) => KEPT.includes(name ?? ''));
    deepEqual(await groupNames(), KEPT);
    const { Functions = [] } = await new LambdaClient(client).send(new ListFunctionsCommand({}));
    deepEqual(
      Functions.filter(({ FunctionName = '' }) => FunctionName.includes('-dev-')),
      [],
    );
    const { Buckets = [] } = await new S3Client({ ...client, forcePathStyle: true }).send(
      new ListBucketsCommand({}),
    );
    deepEqual(
      Buckets.filter(({ Name = '' }) => Name.includes('-dev-')),
      [],
    );
    const again = ['--param', 'artifact=dist/api.zip'];
    await rejects(deploy('dev', ...again), /log group/i);
    for (const logGroupName of KEPT) await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await deploy('dev', ...again, '--param', 'keepLogs=off');
    const whole = await serverless('remove', '--stage', 'dev');
    equal(whole.code, 0, whole.output);
    deepEqual(await groupNames(), []);
    return 'kept the three log groups; with keepLogs=off nothing is left';
  },
};
