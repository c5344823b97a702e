import { LOG_LEVELS } from '@lambda-nest/log';
import type { Config, MetricsConfig } from './config.ts';
import type { EnvironmentReader } from './environment.reader.ts';

/** What every function reads of where it reports to, whatever invokes it. */
export type ReportingConfig = Pick<Config, 'logLevel' | 'isLogPretty' | 'metrics'>;

export function readReporting(read: EnvironmentReader, deployed: boolean): ReportingConfig {
  const metrics = readMetrics(read);
  const isLogPretty = read.oneOf('LOG_FORMAT', ['json', 'pretty'], 'json') === 'pretty';
  if (deployed && isLogPretty) read.reject('LOG_FORMAT', 'must be json when deployed. Unset it.');
  return {
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    isLogPretty,
    ...(metrics && { metrics }),
  };
}

/** Off unless asked for: on a laptop nothing reads them. */
function readMetrics(read: EnvironmentReader): MetricsConfig | undefined {
  const kind = read.oneOf('METRICS', ['off', 'service', 'routes'], 'off');
  const namespace = read.matching('METRICS_NAMESPACE', /^[\w.#/-]{1,255}$/, 'a namespace of CloudWatch');
  if (kind === 'off') return undefined;
  return {
    perRoute: kind === 'routes',
    namespace: namespace ?? 'lambda-nest-api',
    functionName: read.text('AWS_LAMBDA_FUNCTION_NAME') ?? 'local',
  };
}
