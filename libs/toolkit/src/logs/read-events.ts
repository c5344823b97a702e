import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup } from './find-log-groups.ts';

export type LogLine = Readonly<{
  label: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
}>;

type Wanted = Readonly<{
  /** Milliseconds since 1970. */
  since: number;
  /** A filter pattern of CloudWatch Logs. */
  filter?: string;
}>;

/** Records arrive late, and out of order: each look begins this long before the latest that was seen. */
const OVERLAP_MS = 60_000;

/**
 * Reads log groups, and each time only what it has not given before.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function createReader(
  groups: readonly LogGroup[],
  client: Pick<CloudWatchLogsClient, 'send'>,
  { since, filter }: Wanted,
): { read(): Promise<readonly LogLine[]> } {
  const given = new Map<string, number>();
  let latest = since;
  const readGroup = async ({ name, label }: LogGroup): Promise<LogLine[]> => {
    const lines: LogLine[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        new FilterLogEventsCommand({
          logGroupName: name,
          startTime: Math.max(since, latest - OVERLAP_MS),
          nextToken,
          ...(filter !== undefined && { filterPattern: filter }),
        }),
      );
      for (const { eventId = '', timestamp = 0, message = '' } of page.events ?? []) {
        const key = `${name} ${eventId}`;
        if (given.has(key)) continue;
        given.set(key, timestamp);
        lines.push({ label, timestamp, message });
      }
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    return lines;
  };
  return {
    async read() {
      const read = (await Promise.all(groups.map(readGroup))).flat();
      latest = Math.max(latest, ...read.map(({ timestamp }) => timestamp));
      for (const [key, timestamp] of given) if (timestamp < latest - 2 * OVERLAP_MS) given.delete(key);
      return read.sort((one, other) => one.timestamp - other.timestamp);
    },
  };
}
