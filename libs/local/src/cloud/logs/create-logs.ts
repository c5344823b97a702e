import type { Call, Input, Service } from '../endpoint/call.ts';
import { eventOperations } from './event-operations.ts';
import type { EventTable } from './event-table.ts';
import { groupOperations } from './group-operations.ts';
import type { LogRecords } from './log-records.ts';
import type { LogWriter } from './log-writer.ts';
import { metricFilterOperations } from './metric-filter-operations.ts';
import { queryDefinitionOperations } from './query-definitions.ts';
import { queryOperations } from './query-operations.ts';

export type LogParts = { records: LogRecords; table: EventTable; writer: LogWriter };

/** CloudWatch Logs: groups, streams, events, queries. No subscriptions, exports or deliveries. */
export function createLogs(parts: LogParts): Service {
  return {
    name: 'logs',
    validationError: 'InvalidParameterException',
    resources: {
      CreateLogGroup: groupArn,
      CreateLogStream: (input, call) => `${groupArn(input, call)}:*`,
      PutLogEvents: (input, call) => `${groupArn(input, call)}:log-stream:${String(input['logStreamName'])}`,
      FilterLogEvents: (input, call) => `${groupArn(input, call)}:*`,
    },
    operations: {
      ...groupOperations(parts),
      ...eventOperations(parts),
      ...metricFilterOperations(parts),
      ...queryOperations(parts),
      ...queryDefinitionOperations(parts.records),
    },
  };
}

function groupArn({ logGroupName }: Input, { region, accountId }: Call): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${String(logGroupName)}`;
}
