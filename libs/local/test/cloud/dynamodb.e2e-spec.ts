import { DescribeTableCommand, DynamoDBClient, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stacksOf, startTestCloud, type TestCloud } from '@lambda-nest/local/testing';

const TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'sign-ins',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    Tags: [{ Key: 'team', Value: 'orders' }],
  },
};

describe('a table of the local AWS', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startTestCloud();
  });
  afterAll(() => cloud?.remove());

  it.each(['us-east-1', 'eu-west-1'])('has the region %s and the account in its name', async (region) => {
    const client = { ...cloud.client, region };
    const { Outputs } = await stacksOf({ client }).deploy('tables', {
      Resources: { Table: TABLE },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] } } },
    });
    const arn = `arn:aws:dynamodb:${region}:123456789012:table/sign-ins`;
    expect(Outputs?.map(({ OutputValue }) => OutputValue)).toEqual([arn]);
    const dynamo = new DynamoDBClient(client);
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: 'sign-ins' }));
    expect(Table?.TableArn).toBe(arn);
    const { Tags } = await dynamo.send(new ListTagsOfResourceCommand({ ResourceArn: arn }));
    expect(Tags).toEqual(expect.arrayContaining(TABLE.Properties.Tags));
  });
});
