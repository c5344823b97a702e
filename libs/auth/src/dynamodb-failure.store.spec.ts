import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SignInRejected } from '@lambda-nest/identity';
import { startTestCloud, type TestCloud } from '@lambda-nest/local/testing';
import { DynamoDbFailureStore } from './dynamodb-failure.store.ts';
import { FailuresUnavailable } from './failure.store.ts';
import { SignInLimit } from './sign-in-limit.service.ts';

const WINDOW_MS = 1000;

let cloud: TestCloud;
let client: DynamoDBClient;
let tables = 0;
let table: string;
let now: number;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new DynamoDBClient(cloud.client);
});
afterAll(() => cloud.remove());

beforeEach(async () => {
  table = `sign-ins-${(tables += 1)}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  now = 1_000_500;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => void jest.restoreAllMocks());

/** What one sandbox has. */
const makeStore = (): DynamoDbFailureStore =>
  new DynamoDbFailureStore({ table, region: 'eu-west-1', windowMs: WINDOW_MS, client });

describe('DynamoDbFailureStore', () => {
  it('counts failures of each key until the window of the first ends, in every sandbox', async () => {
    const [one, other] = [makeStore(), makeStore()];
    await one.add(['a', 'b']);
    now += 999;
    await other.add(['a']);
    expect(await one.read(['a', 'b', 'c', 'a'])).toEqual([
      { count: 2, until: 1_001_500 },
      { count: 1, until: 1_001_500 },
      { count: 0, until: 0 },
      { count: 2, until: 1_001_500 },
    ]);
    now += 1;
    expect(await one.read(['a', 'b'])).toEqual([
      { count: 0, until: 0 },
      { count: 0, until: 0 },
    ]);
    await other.add(['a']);
    expect(await one.read(['a'])).toEqual([{ count: 1, until: now + WINDOW_MS }]);
  });

  it('counts every one of the failures that many sandboxes have at the same moment', async () => {
    const stores = Array.from({ length: 4 }, makeStore);
    await Promise.all(stores.flatMap((store) => Array.from({ length: 6 }, () => store.add(['a', 'b']))));
    expect((await makeStore().read(['a', 'b'])).map(({ count }) => count)).toEqual([24, 24]);
    now += WINDOW_MS;
    await Promise.all(stores.map((store) => store.add(['a'])));
    expect(await makeStore().read(['a'])).toEqual([{ count: 4, until: now + WINDOW_MS }]);
  });

  it('forgets what is removed, and that alone', async () => {
    const store = makeStore();
    await store.add(['a', 'b']);
    await store.remove('a');
    expect((await makeStore().read(['a', 'b'])).map(({ count }) => count)).toEqual([0, 1]);
  });

  it('keeps no address of a person, and lets DynamoDB remove an item by its time in seconds', async () => {
    await makeStore().add(['account jane@example.com']);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    expect(Items).toEqual([
      {
        id: { S: expect.stringMatching(/^[\w-]{43}$/) as unknown },
        failures: { N: '1' },
        until: { N: '1001500' },
        expires: { N: '1002' },
      },
    ]);
  });

  it('has an account closed by failures that were spread over two sandboxes', async () => {
    const limits = [makeStore(), makeStore()].map((store) => new SignInLimit(store));
    const attempt = { account: 'jane@example.com', address: '192.0.2.1' };
    const reject = (): Promise<never> => Promise.reject(new SignInRejected('INVALID_PASSWORD'));
    for (let count = 0; count < 10; count += 1)
      await expect(limits[count % 2]?.guard(attempt, reject)).rejects.toBeInstanceOf(SignInRejected);
    for (const limit of limits)
      await expect(limit.guard(attempt, () => Promise.resolve('in'))).rejects.toThrow(
        'Too many failed sign-ins.',
      );
  });

  it.each<[string, () => DynamoDbFailureStore]>([
    [
      'there is no such table',
      () => new DynamoDbFailureStore({ table: 'none', region: 'eu-west-1', windowMs: 1, client }),
    ],
    [
      'there is no connection',
      () =>
        new DynamoDbFailureStore({
          table,
          region: 'eu-west-1',
          windowMs: 1,
          client: new DynamoDBClient({ ...cloud.client, endpoint: 'http://127.0.0.1:1' }),
        }),
    ],
  ])('says that it cannot count when %s, so that no caller is signed in', async (_what, make) => {
    const store = make();
    await expect(store.read(['a'])).rejects.toBeInstanceOf(FailuresUnavailable);
    await expect(store.add(['a'])).rejects.toBeInstanceOf(FailuresUnavailable);
    await expect(store.remove('a')).rejects.toBeInstanceOf(FailuresUnavailable);
    const signIn = jest.fn(() => Promise.resolve('in'));
    await expect(
      new SignInLimit(store).guard({ account: 'a', address: '192.0.2.1' }, signIn),
    ).rejects.toBeInstanceOf(FailuresUnavailable);
    expect(signIn).not.toHaveBeenCalled();
  });
});
