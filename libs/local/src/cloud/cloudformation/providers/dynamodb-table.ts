import { AwsError } from '../../endpoint/aws-error.ts';
import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { removedTags, tagList } from './tags.ts';

type TimeToLive = { Enabled?: unknown; AttributeName?: string };

/** A table of DynamoDB, without indexes and streams. */
export const dynamoDbTable: Provider = {
  type: 'AWS::DynamoDB::Table',
  nameProperty: 'TableName',
  properties: [
    'TableName',
    'AttributeDefinitions',
    'KeySchema',
    'BillingMode',
    'ProvisionedThroughput',
    'TimeToLiveSpecification',
    'Tags',
  ],
  async create(properties, context) {
    const TableName = String(properties['TableName'] ?? makeName(context, 255));
    const { TableDescription } = (await context.call('dynamodb', 'CreateTable', {
      TableName,
      ...pick(properties, ['AttributeDefinitions', 'KeySchema', 'BillingMode', 'ProvisionedThroughput']),
    })) as { TableDescription: { TableArn: string } };
    const { TableArn: Arn } = TableDescription;
    const tags = tagList(properties['Tags']);
    if (tags.length > 0) await context.call('dynamodb', 'TagResource', { ResourceArn: Arn, Tags: tags });
    return { physicalId: TableName, attributes: { Arn } };
  },
  async update(TableName, properties, before, context) {
    const { call, region, accountId } = context;
    const ResourceArn = `arn:aws:dynamodb:${region}:${accountId}:table/${TableName}`;
    const TagKeys = removedTags(before, properties);
    const Tags = tagList(properties['Tags']);
    if (TagKeys.length > 0) await call('dynamodb', 'UntagResource', { ResourceArn, TagKeys });
    if (Tags.length > 0) await call('dynamodb', 'TagResource', { ResourceArn, Tags });
    const billed = pick(properties, ['BillingMode', 'ProvisionedThroughput']);
    if (JSON.stringify(billed) !== JSON.stringify(pick(before, Object.keys(billed))))
      await call('dynamodb', 'UpdateTable', { TableName, ...billed });
    return undefined;
  },
  async delete(TableName, _properties, { call }) {
    try {
      await call('dynamodb', 'DeleteTable', { TableName });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'ResourceNotFoundException')) throw error;
    }
  },
  async stabilize(TableName, properties, context) {
    await context.waitFor(async () => {
      const { Table } = (await context.call('dynamodb', 'DescribeTable', { TableName })) as {
        Table: { TableStatus: string };
      };
      return Table.TableStatus === 'ACTIVE' || undefined;
    });
    await putTimeToLive(TableName, properties, context);
    return undefined;
  },
};

/** AWS takes it for a table that is there. */
async function putTimeToLive(
  TableName: string,
  { TimeToLiveSpecification = {} }: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const { Enabled = false, AttributeName } = TimeToLiveSpecification as TimeToLive;
  const isWanted = String(Enabled) === 'true';
  const { TimeToLiveDescription } = (await call('dynamodb', 'DescribeTimeToLive', { TableName })) as {
    TimeToLiveDescription: { TimeToLiveStatus: string; AttributeName?: string };
  };
  const { TimeToLiveStatus, AttributeName: present } = TimeToLiveDescription;
  if (isWanted === (TimeToLiveStatus === 'ENABLED')) return;
  await call('dynamodb', 'UpdateTimeToLive', {
    TableName,
    TimeToLiveSpecification: { Enabled: isWanted, AttributeName: isWanted ? AttributeName : present },
  });
}
