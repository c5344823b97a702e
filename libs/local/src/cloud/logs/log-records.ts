import type { Store } from '../store/open-store.ts';

/** What CloudWatch Logs takes for a retention. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export type LogGroupRecord = {
  logGroupName: string;
  arn: string;
  creationTime: number;
  retentionInDays?: number;
  logGroupClass: 'STANDARD' | 'INFREQUENT_ACCESS';
  tags: Record<string, string>;
};

export type LogStreamRecord = {
  logStreamName: string;
  creationTime: number;
  arn: string;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
};

export type MetricFilterRecord = {
  filterName: string;
  logGroupName: string;
  filterPattern: string;
  creationTime: number;
  metricTransformations: {
    metricName: string;
    metricNamespace: string;
    metricValue: string;
    defaultValue?: number;
    dimensions?: Record<string, string>;
    unit?: string;
  }[];
};

export type QueryDefinitionRecord = {
  queryDefinitionId: string;
  name: string;
  queryString: string;
  logGroupNames: string[];
  lastModified: number;
};

/** Where the logs keep what they know: groups by region and name, streams by region, group and name, queries by region and id. */
export function openLogRecords(store: Store) {
  return {
    groups: store.collection<LogGroupRecord>('log-group'),
    streams: store.collection<LogStreamRecord>('log-stream'),
    queryDefinitions: store.collection<QueryDefinitionRecord>('log-query-definition'),
    metricFilters: store.collection<MetricFilterRecord>('log-metric-filter'),
  };
}

export type LogRecords = ReturnType<typeof openLogRecords>;
