import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetProvisionedConcurrencyConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

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
