import {
  createLog,
  createMetrics,
  embedMetrics,
  NO_METRICS,
  type Log,
  type LogFields,
  type LogLevel,
  type LogOptions,
  type MeasureGroup,
  type Metrics,
} from '@lambda-nest/log';
import type { Config } from './config.ts';

/** Where the application reports. */
export type Reporting = Readonly<{
  log: Log;
  /** For lines that CloudWatch makes metrics of: they are written although the level would leave them out. */
  measured: Log;
  metrics: Metrics;
  /** Members that make metrics of a line; none where metrics are off. */
  embed: (groups: readonly MeasureGroup[]) => LogFields;
}>;

type Source = Pick<Config, 'logLevel' | 'isLogPretty' | 'metrics'>;

/**
 * @param log takes the place of standard output
 * @param options of the log that is made otherwise
 */
export function createReporting(
  { logLevel, isLogPretty, metrics: wanted }: Source,
  log: Log | undefined,
  options: Pick<LogOptions, 'context' | 'mapStack'>,
): Reporting {
  const make = (level: LogLevel): Log => log ?? createLog({ ...options, level, pretty: isLogPretty });
  const own = make(logLevel);
  if (!wanted) return { log: own, measured: own, metrics: NO_METRICS, embed: () => ({}) };
  const { namespace, functionName } = wanted;
  const settings = { namespace, dimensions: { FunctionName: functionName } };
  const measured = logLevel === 'warn' || logLevel === 'error' ? make('info') : own;
  return {
    log: own,
    measured,
    metrics: createMetrics(settings, (fields) => measured.info('metric', fields)),
    embed: (groups) => embedMetrics(settings, groups),
  };
}
