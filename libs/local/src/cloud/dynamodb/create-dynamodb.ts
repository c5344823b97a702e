import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Input, Operation, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, structure, text } from '../endpoint/shape.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from './serve-tables.ts';

/** What is done as dynalite does it, which reads the parameters itself. */
const OF_TABLES = ['CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable'];
const OF_ITEMS = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'];
const OF_BATCHES = ['BatchGetItem', 'BatchWriteItem'];
const OF_TAGS = ['TagResource', 'UntagResource', 'ListTagsOfResource'];

const TABLE = text({ min: 1 });

export type TimeToLiveRecord = { region: string; TableName: string; AttributeName: string };

/** Items whose time is over stay: AWS removes them within days, and programs must not count on it. */
export function createDynamoDb(store: Store, tables: Tables): Service {
  const times = store.collection<TimeToLiveRecord>('dynamodb-time-to-live');
  const run =
    (name: string): Operation =>
    (input, call) =>
      tables.run(name, input, call);
  return {
    name: 'dynamodb',
    resources: {
      ...Object.fromEntries(
        [...OF_TABLES, ...OF_ITEMS, 'UpdateTimeToLive', 'DescribeTimeToLive'].map((name) => [name, tableOf]),
      ),
      // Of one table at a time here; a role would need each of several.
      ...Object.fromEntries(
        OF_BATCHES.map((name) => [
          name,
          ({ RequestItems }, call) => {
            const names = Object.keys((RequestItems ?? {}) as object);
            if (names.length > 1)
              throw new AwsError('NotImplemented', `The local AWS does ${name} of one table alone.`, {
                status: 501,
              });
            return arnOf(names[0], call);
          },
        ]),
      ),
      ...Object.fromEntries(OF_TAGS.map((name) => [name, ({ ResourceArn }) => String(ResourceArn)])),
    },
    operations: {
      ...Object.fromEntries(
        [...OF_TABLES, ...OF_ITEMS, ...OF_BATCHES, ...OF_TAGS, 'ListTables'].map((name) => [name, run(name)]),
      ),
      async DeleteTable(input, call) {
        const output = await tables.run('DeleteTable', input, call);
        times.delete(call.region, String(input['TableName']));
        return output;
      },
      UpdateTimeToLive: operation(
        structure({
          TableName: TABLE,
          TimeToLiveSpecification: structure({ Enabled: flag(), AttributeName: text({ min: 1, max: 255 }) }),
        }),
        async ({ TableName, TimeToLiveSpecification }, call) => {
          await tables.run('DescribeTable', { TableName }, call);
          const { Enabled, AttributeName } = TimeToLiveSpecification;
          if (Enabled === (times.get(call.region, TableName) !== undefined))
            throw new AwsError(
              'ValidationException',
              `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`,
            );
          if (Enabled) times.put([call.region, TableName], { region: call.region, TableName, AttributeName });
          else times.delete(call.region, TableName);
          return { TimeToLiveSpecification };
        },
      ),
      DescribeTimeToLive: operation(structure({ TableName: TABLE }), async ({ TableName }, call) => {
        await tables.run('DescribeTable', { TableName }, call);
        const found = times.get(call.region, TableName);
        return {
          TimeToLiveDescription: found
            ? { TimeToLiveStatus: 'ENABLED', AttributeName: found.AttributeName }
            : { TimeToLiveStatus: 'DISABLED' },
        };
      }),
    },
  };
}

function tableOf({ TableName }: Input, call: Call): string {
  return arnOf(TableName, call);
}

function arnOf(name: unknown, { region, accountId }: Call): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${String(name)}`;
}
