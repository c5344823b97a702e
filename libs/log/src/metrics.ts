import type { LogFields } from './create-log.ts';

/** Units that CloudWatch shows beside a value; it has others too. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'Bytes' | 'Percent' | 'None';

/** Names and values by which a metric is told apart: `{ Plan: 'free' }`. Each combination is a metric of its own, and paid for. */
export type Dimensions = Readonly<Record<string, string>>;

/** Where code counts what the team wants to see: orders placed, items in a basket. */
export interface Metrics {
  /** Adds to a count. `value` is 1 unless said otherwise. */
  count(name: string, value?: number, dimensions?: Dimensions): void;
  /** Notes a measurement, of which CloudWatch makes average, percentiles and the like. */
  record(name: string, value: number, unit: MetricUnit, dimensions?: Dimensions): void;
}

/** One value of a metric. */
export type Measure = Readonly<{ name: string; value: number; unit: MetricUnit }>;

/** Values that are all noted by each of several sets of dimensions. */
export type MeasureGroup = Readonly<{
  measures: readonly Measure[];
  /** Default: no more than those that all metrics have. */
  dimensions?: Dimensions;
}>;

export type MetricsOptions = Readonly<{
  /** Under which CloudWatch lists them: the name of the service. */
  namespace: string;
  /** Of every metric: which function of which stage it is. */
  dimensions: Dimensions;
}>;

/**
 * Members of a log line that CloudWatch makes metrics of, at the root of the line: `_aws`, the values and the dimensions. A value
 * that is not a finite number is left out, for CloudWatch would drop the whole line's metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embedMetrics(
  { namespace, dimensions: shared }: MetricsOptions,
  groups: readonly MeasureGroup[],
  now: number = Date.now(),
): LogFields {
  const fields: Record<string, unknown> = { ...shared };
  const directives = groups.flatMap(({ measures, dimensions = {} }) => {
    const sound = measures.filter(({ value }) => Number.isFinite(value));
    if (sound.length === 0) return [];
    for (const [name, value] of Object.entries(dimensions)) fields[name] = asDimension(value);
    for (const { name, value } of sound) fields[name] = value;
    return [
      {
        Namespace: namespace,
        Dimensions: [[...Object.keys(shared), ...Object.keys(dimensions)]],
        Metrics: sound.map(({ name, unit }) => ({ Name: name, Unit: unit })),
      },
    ];
  });
  if (directives.length === 0) return {};
  return { ...fields, _aws: { Timestamp: now, CloudWatchMetrics: directives } };
}

/** CloudWatch takes ASCII, and no empty value. */
function asDimension(value: string): string {
  return value.replaceAll(/[^ -~]/g, '?').slice(0, 255) || 'none';
}

/**
 * Makes the function of a team's own metrics: each call is one line of the log, and nothing is sent over the network.
 *
 * @param write notes a line, whatever the level of the log
 */
export function createMetrics(options: MetricsOptions, write: (fields: LogFields) => void): Metrics {
  const note = (name: string, value: number, unit: MetricUnit, dimensions?: Dimensions): void => {
    const group = { measures: [{ name, value, unit }], ...(dimensions && { dimensions }) };
    const fields = embedMetrics(options, [group]);
    if ('_aws' in fields) write(fields);
  };
  return {
    count: (name, value = 1, dimensions) => note(name, value, 'Count', dimensions),
    record: note,
  };
}

/** Where metrics are off: nothing is noted. */
export const NO_METRICS: Metrics = { count: () => undefined, record: () => undefined };
