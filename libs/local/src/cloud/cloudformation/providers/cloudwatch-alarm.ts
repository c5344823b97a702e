import { createAlarmProvider } from './create-alarm-provider.ts';

/** An alarm of a metric, or of an expression over several. */
export const cloudWatchAlarm = createAlarmProvider({
  type: 'AWS::CloudWatch::Alarm',
  operation: 'PutMetricAlarm',
  settings: [
    'ActionsEnabled',
    'AlarmActions',
    'AlarmDescription',
    'ComparisonOperator',
    'DatapointsToAlarm',
    'Dimensions',
    'EvaluationPeriods',
    'ExtendedStatistic',
    'InsufficientDataActions',
    'MetricName',
    'Metrics',
    'Namespace',
    'OKActions',
    'Period',
    'Statistic',
    'Threshold',
    'TreatMissingData',
    'Unit',
  ],
});
