import { PLAIN_STATISTICS } from '../metrics/compute-statistic.ts';
import { without } from '../../store/without.ts';
import type { AlarmRecord } from './alarm-records.ts';

/** An alarm as the API has it. */
export function describeAlarm(alarm: AlarmRecord): object {
  const { queries, isMath, StateUpdatedTimestamp, AlarmConfigurationUpdatedTimestamp } = alarm;
  const updated = new Date(StateUpdatedTimestamp);
  return {
    ...without(alarm, 'region', 'queries', 'isMath'),
    StateUpdatedTimestamp: updated,
    StateTransitionedTimestamp: updated,
    AlarmConfigurationUpdatedTimestamp: new Date(AlarmConfigurationUpdatedTimestamp),
    ...(isMath ? { Metrics: queries } : describeMetric(queries[0]?.MetricStat)),
  };
}

function describeMetric(stat: AlarmRecord['queries'][number]['MetricStat']): object {
  if (!stat) return {};
  const { Metric, Period, Stat, Unit } = stat;
  return {
    ...Metric,
    Period,
    Unit,
    ...(PLAIN_STATISTICS.has(Stat) ? { Statistic: Stat } : { ExtendedStatistic: Stat }),
  };
}
