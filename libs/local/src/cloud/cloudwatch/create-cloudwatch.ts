import type { Service } from '../endpoint/call.ts';
import { alarmOperations } from './alarms/alarm-operations.ts';
import type { AlarmRecords } from './alarms/alarm-records.ts';
import type { AlarmWatch } from './alarms/watch-alarms.ts';
import { compositeOperations } from './alarms/composite-operations.ts';
import { dashboardOperations } from './dashboard-operations.ts';
import { metricOperations } from './metrics/metric-operations.ts';
import type { MetricTable } from './metrics/metric-table.ts';
import { tagOperations } from './tag-operations.ts';

/** CloudWatch: metrics, alarms of metrics and of alarms, dashboards. No anomaly detection, streams or insight rules. */
export function createCloudWatch(table: MetricTable, records: AlarmRecords, watch: AlarmWatch): Service {
  return {
    name: 'monitoring',
    actions: 'cloudwatch',
    namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    validationError: 'ValidationError',
    resources: {
      // Of one alarm alone: a principal that asks for several must be allowed to ask for all.
      DescribeAlarms: ({ AlarmNames }, { region, accountId }) =>
        Array.isArray(AlarmNames) && AlarmNames.length === 1
          ? `arn:aws:cloudwatch:${region}:${accountId}:alarm:${String(AlarmNames[0])}`
          : '*',
    },
    operations: {
      ...metricOperations(table),
      ...alarmOperations(records, watch),
      ...compositeOperations(records),
      ...dashboardOperations(records),
      ...tagOperations(records),
    },
  };
}
