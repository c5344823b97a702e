import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, map, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import type { LogParts } from './create-logs.ts';
import { RETENTIONS, type LogGroupRecord } from './log-records.ts';

export const GROUP_NAME = text({ min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ });
export const STREAM_NAME = text({ min: 1, max: 512, pattern: /^[^:*]*$/ });
const TAGS = map(text({ max: 256 }));

/** The operations on groups and streams. */
export function groupOperations({ records, table, writer }: LogParts): Record<string, Operation> {
  const { groups, streams, metricFilters } = records;
  const change = (name: string, { region }: Call, edit: (group: LogGroupRecord) => void): void => {
    const group = writer.find(region, name);
    edit(group);
    groups.put([region, name], group);
  };
  return {
    CreateLogGroup: operation(
      structure({
        logGroupName: GROUP_NAME,
        tags: optional(TAGS),
        logGroupClass: optional(oneOf('STANDARD', 'INFREQUENT_ACCESS')),
      }),
      ({ logGroupName, tags = {}, logGroupClass = 'STANDARD' }, { region, accountId }) =>
        writer.createGroup(region, accountId, logGroupName, { tags, logGroupClass }),
    ),
    DeleteLogGroup: operation(structure({ logGroupName: GROUP_NAME }), ({ logGroupName }, { region }) => {
      writer.find(region, logGroupName);
      for (const { logStreamName } of streams.list(region, logGroupName)) {
        streams.delete(region, logGroupName, logStreamName);
      }
      for (const { filterName } of metricFilters.list(region, logGroupName)) {
        metricFilters.delete(region, logGroupName, filterName);
      }
      table.remove(region, logGroupName);
      groups.delete(region, logGroupName);
    }),
    DescribeLogGroups: operation(
      structure({
        logGroupNamePrefix: optional(GROUP_NAME),
        logGroupNamePattern: optional(text()),
        nextToken: optional(text()),
        limit: optional(number({ min: 1, max: 50 })),
        includeLinkedAccounts: optional(flag()),
      }),
      ({ logGroupNamePrefix = '', logGroupNamePattern = '', nextToken = '0', limit = 50 }, { region }) => {
        const all = groups
          .list(region)
          .filter(
            ({ logGroupName: name }) =>
              name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern),
          );
        const start = Number(nextToken);
        return {
          logGroups: all.slice(start, start + limit).map((group) => ({
            ...without(group, 'tags'),
            logGroupArn: group.arn.replace(/:\*$/, ''),
            metricFilterCount: metricFilters.list(region, group.logGroupName).length,
            storedBytes: table.bytesOf(region, group.logGroupName),
          })),
          ...(all.length > start + limit && { nextToken: String(start + limit) }),
        };
      },
    ),
    PutRetentionPolicy: operation(
      structure({ logGroupName: GROUP_NAME, retentionInDays: number() }),
      ({ logGroupName, retentionInDays }, call) => {
        if (!RETENTIONS.includes(retentionInDays))
          throw new AwsError(
            'InvalidParameterException',
            `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
          );
        change(logGroupName, call, (group) => void (group.retentionInDays = retentionInDays));
      },
    ),
    DeleteRetentionPolicy: operation(structure({ logGroupName: GROUP_NAME }), ({ logGroupName }, call) =>
      change(logGroupName, call, (group) => void delete group.retentionInDays),
    ),
    CreateLogStream: operation(
      structure({ logGroupName: GROUP_NAME, logStreamName: STREAM_NAME }),
      ({ logGroupName, logStreamName }, { region }) =>
        writer.createStream(region, logGroupName, logStreamName),
    ),
    DeleteLogStream: operation(
      structure({ logGroupName: GROUP_NAME, logStreamName: STREAM_NAME }),
      ({ logGroupName, logStreamName }, { region }) => {
        table.remove(region, logGroupName, logStreamName);
        streams.delete(region, logGroupName, logStreamName);
      },
    ),
    DescribeLogStreams: operation(
      structure({
        logGroupName: optional(GROUP_NAME),
        logGroupIdentifier: optional(text()),
        logStreamNamePrefix: optional(text()),
        orderBy: optional(oneOf('LogStreamName', 'LastEventTime')),
        descending: optional(flag()),
        nextToken: optional(text()),
        limit: optional(number({ min: 1, max: 50 })),
      }),
      (input, { region }) => {
        const { logStreamNamePrefix = '', orderBy, descending = false, nextToken = '0', limit = 50 } = input;
        const group = input.logGroupName ?? groupNameOf(input.logGroupIdentifier ?? '');
        writer.find(region, group);
        const all = streams
          .list(region, group)
          .filter(({ logStreamName }) => logStreamName.startsWith(logStreamNamePrefix));
        if (orderBy === 'LastEventTime')
          all.sort((one, other) => (one.lastEventTimestamp ?? 0) - (other.lastEventTimestamp ?? 0));
        if (descending) all.reverse();
        const start = Number(nextToken);
        return {
          logStreams: all.slice(start, start + limit).map((stream) => ({ ...stream, storedBytes: 0 })),
          ...(all.length > start + limit && { nextToken: String(start + limit) }),
        };
      },
    ),
    TagResource: operation(structure({ resourceArn: text(), tags: TAGS }), ({ resourceArn, tags }, call) =>
      change(groupNameOf(resourceArn), call, (group) => void (group.tags = { ...group.tags, ...tags })),
    ),
    UntagResource: operation(
      structure({ resourceArn: text(), tagKeys: list(text()) }),
      ({ resourceArn, tagKeys }, call) =>
        change(groupNameOf(resourceArn), call, (group) => {
          group.tags = without(group.tags, ...tagKeys) as Record<string, string>;
        }),
    ),
    ListTagsForResource: operation(structure({ resourceArn: text() }), ({ resourceArn }, { region }) => ({
      tags: writer.find(region, groupNameOf(resourceArn)).tags,
    })),
    // There are no subscriptions; osls asks before it deploys.
    DescribeSubscriptionFilters: operation(
      structure({ logGroupName: GROUP_NAME, limit: optional(number()), nextToken: optional(text()) }),
      ({ logGroupName }, { region }) => {
        writer.find(region, logGroupName);
        return { subscriptionFilters: [] };
      },
    ),
  };
}

/** Name of the group that an ARN is of; a name is itself. */
export function groupNameOf(identifier: string): string {
  return /:log-group:(.+?)(:\*)?$/.exec(identifier)?.[1] ?? identifier;
}
