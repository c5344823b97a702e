/** What the application reports: JSON lines without secrets, one a request. */
export {
  createLog,
  LOG_LEVELS,
  type Log,
  type LogFields,
  type LogLevel,
  type LogOptions,
} from './create-log.ts';
export {
  createMetrics,
  embedMetrics,
  NO_METRICS,
  type Dimensions,
  type Measure,
  type MeasureGroup,
  type Metrics,
  type MetricsOptions,
  type MetricUnit,
} from './metrics.ts';
export { nestLogger } from './nest-logger.ts';
export { redact, REDACTED, type RedactOptions } from './redact.ts';
export { requestLog, type RequestLogOptions } from './request-log.ts';
