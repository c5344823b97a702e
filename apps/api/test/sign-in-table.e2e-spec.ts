import 'reflect-metadata';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ApiResponse } from '@lambda-nest/testing';
import { startTestCloud, type TestCloud } from '@lambda-nest/local/testing';
import { startApi, type TestApi } from './start-api.ts';
import { startEmulator, type Emulator } from './start-emulator.ts';

jest.setTimeout(60_000);

const TABLE = 'sign-ins';
const KEPT = { ...process.env };

let emulator: Emulator;
let cloud: TestCloud;
let client: DynamoDBClient;
let sandboxes: TestApi[];
beforeAll(async () => {
  emulator = await startEmulator();
  cloud = await startTestCloud();
  client = new DynamoDBClient(cloud.client);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  // Where the SDK looks for AWS, as it does in a function of the local AWS.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const environment = { ...emulator.environment, SIGN_IN_TABLE: TABLE, AWS_REGION: 'eu-west-1' };
  sandboxes = [await startApi({ environment }), await startApi({ environment })];
});
afterAll(async () => {
  for (const sandbox of sandboxes) await sandbox.close();
  await cloud.remove();
  await emulator.close();
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    if (KEPT[name] === undefined) delete process.env[name];
    else process.env[name] = KEPT[name];
});

const signIn = (sandbox: number, username: string, password: string): Promise<ApiResponse> =>
  (sandboxes[sandbox] as TestApi).request({
    method: 'POST',
    path: '/v1/auth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password }).toString(),
    sourceIp: '198.51.100.7',
  });

describe('POST /v1/auth/token with SIGN_IN_TABLE', () => {
  it('closes an account by failures that were spread over the sandboxes', async () => {
    expect((await signIn(0, 'user@example.com', 'password')).status).toBe(200);
    for (let count = 0; count < 10; count += 1)
      expect((await signIn(count % 2, 'guest@example.com', 'wrong-password')).status).toBe(400);
    for (const sandbox of [0, 1])
      expect((await signIn(sandbox, 'guest@example.com', 'password')).status).toBe(429);
  });

  it('signs no caller in while the table has no response, and says why in the log', async () => {
    await client.send(new DeleteTableCommand({ TableName: TABLE }));
    const [api] = sandboxes as [TestApi];
    api.lines.length = 0;
    const reply = await signIn(0, 'admin@example.com', 'password');
    expect([reply.status, reply.headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.stringify(reply.json())).not.toContain('ResourceNotFound');
    expect(JSON.stringify(api.lines)).toContain('ResourceNotFoundException');
    expect((await api.request({ path: '/v1/manage/hc' })).status).toBe(200);
  });
});
