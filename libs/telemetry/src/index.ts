/** Traces of an application by OpenTelemetry, sent to a collector, without a price for the first response. */
export { TelemetryModule } from './telemetry.module.ts';
export type { TelemetryOptions } from './telemetry.options.ts';
