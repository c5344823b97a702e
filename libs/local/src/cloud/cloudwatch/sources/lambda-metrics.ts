import type { InvocationReport } from '../../lambda/invoke-function.ts';
import type { MetricTable } from '../metrics/metric-table.ts';
import type { Dimension } from '../metrics/series.ts';

const NAMESPACE = 'AWS/Lambda';

/**
 * Metrics that Lambda makes of every invocation: for the function, for what was invoked of it, and for the version.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function createLambdaMetrics(table: MetricTable) {
  return ({ region, reference, version, outcome, durationMs, concurrency }: InvocationReport): void => {
    const { name, qualifier } = reference;
    const at = Date.now();
    const ofFunction: Dimension[] = [{ Name: 'FunctionName', Value: name }];
    const resource = { Name: 'Resource', Value: qualifier === undefined ? name : `${name}:${qualifier}` };
    const sets = [ofFunction, [...ofFunction, resource]];
    // The version that ran is told of aliases alone.
    if (qualifier !== undefined && qualifier !== version)
      sets.push([...ofFunction, resource, { Name: 'ExecutedVersion', Value: version }]);
    const put = (metric: string, value: number, unit: string): void => {
      for (const dimensions of sets)
        table.add({ region, namespace: NAMESPACE, name: metric, dimensions }, [
          { at, value, count: 1, unit },
        ]);
    };
    put('Throttles', Number(outcome === 'throttle'), 'Count');
    if (outcome === 'throttle') return;
    put('Invocations', 1, 'Count');
    put('Errors', Number(outcome === 'error'), 'Count');
    put('Duration', durationMs, 'Milliseconds');
    put('ConcurrentExecutions', concurrency, 'Count');
  };
}
