import { AwsError } from '../endpoint/aws-error.ts';
import type { EventTable, LogEvent } from './event-table.ts';
import type { LogGroupRecord, LogRecords } from './log-records.ts';

const DAY_MS = 86_400_000;

export type EventsWritten = (
  region: string,
  group: string,
  stream: string,
  events: readonly LogEvent[],
) => void;

/** Writes to log groups, for every service that has something to log. */
export type LogWriter = ReturnType<typeof createLogWriter>;

/** @param written told of all events, from which metrics are made */
export function createLogWriter({ groups, streams }: LogRecords, table: EventTable, written: EventsWritten) {
  const find = (region: string, name: string): LogGroupRecord => {
    const group = groups.get(region, name);
    if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    return group;
  };
  return {
    find,
    hasGroup: (region: string, name: string): boolean => groups.get(region, name) !== undefined,
    createGroup(region: string, accountId: string, name: string, more: Partial<LogGroupRecord> = {}): void {
      if (groups.get(region, name))
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      groups.put([region, name], {
        logGroupName: name,
        arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`,
        creationTime: Date.now(),
        logGroupClass: 'STANDARD',
        tags: {},
        ...more,
      });
    },
    createStream(region: string, group: string, name: string): void {
      const { arn } = find(region, group);
      if (streams.get(region, group, name))
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
      streams.put([region, group, name], {
        logStreamName: name,
        creationTime: Date.now(),
        arn: arn.replace(/:\*$/, `:log-stream:${name}`),
      });
    },
    hasStream: (region: string, group: string, name: string): boolean =>
      streams.get(region, group, name) !== undefined,
    put(region: string, group: string, name: string, events: readonly LogEvent[]): void {
      const { retentionInDays } = find(region, group);
      const stream = streams.get(region, group, name);
      if (!stream)
        throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      const times = events.map(({ timestamp }) => timestamp);
      streams.put([region, group, name], {
        ...stream,
        firstEventTimestamp: Math.min(stream.firstEventTimestamp ?? Infinity, ...times),
        lastEventTimestamp: Math.max(stream.lastEventTimestamp ?? -Infinity, ...times),
        lastIngestionTime: Date.now(),
      });
      table.add(region, group, name, events);
      if (retentionInDays !== undefined)
        table.removeBefore(region, group, Date.now() - retentionInDays * DAY_MS);
      written(region, group, name, events);
    },
  };
}
