import type { Store } from '../../store/open-store.ts';
import type { MetricQuery } from '../metrics/metric-query.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type AlarmRecord = {
  region: string;
  AlarmName: string;
  AlarmArn: string;
  AlarmDescription?: string;
  ActionsEnabled: boolean;
  OKActions: string[];
  AlarmActions: string[];
  InsufficientDataActions: string[];
  /** What is compared: the query that is returned, of one metric or of an expression over several. */
  queries: MetricQuery[];
  /** Whether it was given as queries, and is told as such. */
  isMath: boolean;
  EvaluationPeriods: number;
  DatapointsToAlarm?: number;
  Threshold: number;
  ComparisonOperator: string;
  TreatMissingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  StateValue: AlarmState;
  StateReason: string;
  StateReasonData?: string;
  StateUpdatedTimestamp: string;
  AlarmConfigurationUpdatedTimestamp: string;
};

/** An alarm that goes off by the states of others. */
export type CompositeRecord = Omit<
  AlarmRecord,
  | 'queries'
  | 'isMath'
  | 'EvaluationPeriods'
  | 'DatapointsToAlarm'
  | 'Threshold'
  | 'ComparisonOperator'
  | 'TreatMissingData'
> & { AlarmRule: string };

export type AlarmHistoryRecord = {
  AlarmName: string;
  Timestamp: string;
  HistoryItemType: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  HistorySummary: string;
};

/** Where CloudWatch keeps its alarms: by region and name, their history by region, name and time. */
export function openAlarmRecords(store: Store) {
  return {
    alarms: store.collection<AlarmRecord>('cloudwatch-alarm'),
    composites: store.collection<CompositeRecord>('cloudwatch-composite-alarm'),
    history: store.collection<AlarmHistoryRecord>('cloudwatch-alarm-history'),
    tags: store.collection<{ tags: Record<string, string> }>('cloudwatch-tags'),
    dashboards: store.collection<DashboardRecord>('cloudwatch-dashboard'),
  };
}

export type DashboardRecord = { DashboardName: string; DashboardBody: string; LastModified: string };

export type AlarmRecords = ReturnType<typeof openAlarmRecords>;
