import { isMembers } from '../../cloudformation/specification/check-properties.ts';
import type { LogEvent } from '../../logs/event-table.ts';
import type { MetricFilterRecord } from '../../logs/log-records.ts';
import { parseFilterPattern } from '../../logs/parse-filter-pattern.ts';
import type { Embedded } from './read-embedded-metrics.ts';

/**
 * Metrics that a filter makes of log lines: of each that matches a value, and the default of the others.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export function applyMetricFilter(
  { filterPattern, metricTransformations }: MetricFilterRecord,
  events: readonly LogEvent[],
): Embedded[] {
  const matches = parseFilterPattern(filterPattern);
  return metricTransformations.flatMap((transformation) =>
    events.flatMap(({ message, timestamp }) => {
      const { metricName: name, metricNamespace: namespace, metricValue, defaultValue } = transformation;
      const isMatch = matches(message);
      const value = isMatch ? Number(read(metricValue, message)) : defaultValue;
      if (value === undefined || Number.isNaN(value)) return [];
      const dimensions = Object.entries(isMatch ? (transformation.dimensions ?? {}) : {}).flatMap(
        ([Name, selector]) => {
          const found = read(selector, message);
          return found === undefined ? [] : [{ Name, Value: String(found) }];
        },
      );
      const unit = transformation.unit ?? 'None';
      return [{ series: { namespace, name, dimensions }, data: [{ at: timestamp, value, count: 1, unit }] }];
    }),
  );
}

/** A number as it is, or what a line has at `$.latency`. */
function read(selector: string, message: string): unknown {
  if (!selector.startsWith('$.')) return selector;
  try {
    return selector
      .slice(2)
      .split('.')
      .reduce<unknown>((value, name) => (isMembers(value) ? value[name] : undefined), JSON.parse(message));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
