import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteFunctionCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  PublishVersionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';
import { makeFunctions } from './make-function.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
afterEach(() => cloud.remove());

it('removes content that nothing has any more when it starts, and keeps the rest', async () => {
  cloud = await startTestCloud();
  const { folder, port } = cloud;
  const s3 = new S3Client(cloud.client);
  const Bucket = 'swept';
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'gone' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  expect(await readdir(join(folder, 'blobs'))).toHaveLength(2);
  await cloud.close();
  cloud = await startTestCloud({ folder, port });
  expect(await readdir(join(folder, 'blobs'))).toHaveLength(1);
  const { Body } = await new S3Client(cloud.client).send(new GetObjectCommand({ Bucket, Key: 'kept' }));
  expect(await Body?.transformToString()).toBe('kept');
});

it('serves what was deployed, and holds environments ready again', async () => {
  cloud = await startTestCloud();
  const { folder, port } = cloud;
  const stack = await stacksOf(cloud).deploy('restarted', apiTemplate({ provisioned: 1 }));
  const url = `${outputsOf(stack)['Url']}/v1/x`;
  await cloud.close();
  cloud = await startTestCloud({ folder, port });
  const lambda = new LambdaClient(cloud.client);
  const named = { FunctionName: 'restarted', Qualifier: 'live' };
  await waitFor(async () => {
    const { Status } = await lambda.send(new GetProvisionedConcurrencyConfigCommand(named));
    return Status === 'READY' || undefined;
  });
  expect(await (await fetch(url)).text()).toBe('one');
  expect(cloud.requests[0]?.record.times).toMatchObject({ cold: false });
});

it('ends once the processes have ended that it killed before, with what they wrote', async () => {
  cloud = await startTestCloud();
  const { folder } = cloud;
  const functions = await makeFunctions(cloud);
  const FunctionName = await functions.create('late', ENDS_LATE);
  const { Version: Qualifier } = await functions.lambda.send(new PublishVersionCommand({ FunctionName }));
  await functions.lambda.send(
    new PutProvisionedConcurrencyConfigCommand({
      FunctionName,
      Qualifier,
      ProvisionedConcurrentExecutions: 1,
    }),
  );
  const linesOf = async (): Promise<(string | undefined)[]> => {
    const logs = new CloudWatchLogsClient(cloud.client);
    const logGroupName = `/aws/lambda/${FunctionName}`;
    const { events = [] } = await logs
      .send(new FilterLogEventsCommand({ logGroupName }))
      .catch(() => ({ events: [] }));
    return events.map(({ message }) => message);
  };
  await waitFor(async () => (await linesOf()).includes('started') || undefined);
  await functions.lambda.send(new DeleteFunctionCommand({ FunctionName }));
  await cloud.close();
  cloud = await startTestCloud({ folder });
  expect(await linesOf()).toContain('late');
});

/** Its INIT does not end, and a process that it started writes a line after it was killed. */
const ENDS_LATE = `
import { spawn } from 'node:child_process';
spawn('sh', ['-c', 'echo started; while kill -0 $PPID; do sleep 0.1; done; sleep 1; echo late'], { stdio: 'inherit' });
setInterval(() => undefined, 1000);
await new Promise(() => undefined);
export const handler = () => undefined;`;
