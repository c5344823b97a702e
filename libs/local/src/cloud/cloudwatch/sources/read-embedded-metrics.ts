import { isMembers } from '../../cloudformation/specification/check-properties.ts';
import type { Datum, Series } from '../metrics/series.ts';

export type Embedded = { series: Omit<Series, 'region'>; data: Datum[] };

/** How many metrics one directive may have. */
const MAX_METRICS = 100;

/**
 * Metrics that a log line has in the embedded metric format, at its root under `_aws`. What is not of the format makes no
 * metric, and no error either.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function readEmbeddedMetrics(message: string): Embedded[] {
  if (!message.startsWith('{') || !message.includes('"_aws"')) return [];
  const line = parse(message);
  const about = line?.['_aws'];
  if (!line || !isMembers(about) || !Array.isArray(about['CloudWatchMetrics'])) return [];
  const at = typeof about['Timestamp'] === 'number' ? about['Timestamp'] : Date.now();
  return about['CloudWatchMetrics']
    .filter(isMembers)
    .flatMap((directive) => ofDirective(directive, line, at));
}

type Members = Readonly<Record<string, unknown>>;

function ofDirective({ Namespace, Dimensions, Metrics }: Members, line: Members, at: number): Embedded[] {
  if (typeof Namespace !== 'string' || !Array.isArray(Metrics) || Metrics.length > MAX_METRICS) return [];
  const sets = Array.isArray(Dimensions) && Dimensions.length > 0 ? Dimensions : [[]];
  return sets.filter(Array.isArray).flatMap((names: unknown[]) => {
    const dimensions = names.map((name) => ({ Name: String(name), Value: line[String(name)] }));
    if (!dimensions.every(({ Value }) => typeof Value === 'string' && Value !== '')) return [];
    return Metrics.filter(isMembers).flatMap(({ Name, Unit }) => {
      const values = [line[String(Name)] ?? []].flat();
      if (values.length === 0 || !values.every((value) => typeof value === 'number')) return [];
      return [
        {
          series: {
            namespace: Namespace,
            name: String(Name),
            dimensions: dimensions.map(({ Name: name, Value }) => ({ Name: name, Value: String(Value) })),
          },
          data: values.map((value) => ({
            at,
            value,
            count: 1,
            unit: typeof Unit === 'string' ? Unit : 'None',
          })),
        },
      ];
    });
  });
}

function parse(message: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
