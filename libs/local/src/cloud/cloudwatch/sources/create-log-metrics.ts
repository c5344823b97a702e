import type { EventsWritten } from '../../logs/log-writer.ts';
import type { LogRecords } from '../../logs/log-records.ts';
import type { MetricTable } from '../metrics/metric-table.ts';
import { applyMetricFilter } from './apply-metric-filter.ts';
import { readEmbeddedMetrics } from './read-embedded-metrics.ts';

/** Makes metrics of what is logged: by the embedded metric format, and by metric filters. */
export function createLogMetrics({ metricFilters }: LogRecords, table: MetricTable): EventsWritten {
  return (region, group, _stream, events) => {
    const embedded = events.flatMap(({ message }) => readEmbeddedMetrics(message));
    const filtered = metricFilters.list(region, group).flatMap((filter) => applyMetricFilter(filter, events));
    for (const { series, data } of [...embedded, ...filtered]) table.add({ region, ...series }, data);
  };
}
