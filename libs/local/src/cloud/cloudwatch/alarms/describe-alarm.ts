import { PLAIN_STATISTICS } from '../metrics/compute-statistic.ts';
import { without } from '../../store/without.ts';
import type { AlarmRecord, CompositeRecord } from './alarm-records.ts';

/** An alarm as the API has it. */
export function describeAlarm(alarm: AlarmRecord | CompositeRecord): object {
  const { StateUpdatedTimestamp, AlarmConfigurationUpdatedTimestamp } = alarm;
  const updated = new Date(StateUpdatedTimestamp);
  return {
    ...without(alarm as AlarmRecord, 'region', 'queries', 'isMath'),
    StateUpdatedTimestamp: updated,
    StateTransitionedTimestamp: updated,
    AlarmConfigurationUpdatedTimestamp: new Date(AlarmConfigurationUpdatedTimestamp),
    ...(isComposite(alarm) ? {} : describeQueries(alarm)),
  };
}

export function isComposite(alarm: AlarmRecord | CompositeRecord): alarm is CompositeRecord {
  return 'AlarmRule' in alarm;
}

function describeQueries({ isMath, queries }: AlarmRecord): object {
  return isMath ? { Metrics: queries } : describeMetric(queries[0]?.MetricStat);
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
