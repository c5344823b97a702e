import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { TestCloud } from '../../src/testing/start-test-cloud.ts';

/** A log group of this name: the cheapest resource there is. */
export const group = (LogGroupName: string, more: object = {}, properties: object = {}) => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: { LogGroupName, ...properties },
  ...more,
});

/** CloudWatch Logs rejects a retention of eight days. */
export const BAD = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 8 } };

/** Names of the log groups that there are below a name. */
export async function groupsOf({ client }: Pick<TestCloud, 'client'>, prefix: string): Promise<string[]> {
  const logs = new CloudWatchLogsClient(client);
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: prefix }));
  return logGroups.map(({ logGroupName = '' }) => logGroupName);
}
