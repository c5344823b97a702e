/** What a team says of its traces. */
export type TelemetryOptions = Readonly<{
  /**
   * Base address of a collector that takes OTLP over HTTP: `http://localhost:4318`. Spans go to `/v1/traces` below it. Without one
   * nothing is recorded and nothing is loaded.
   */
  endpoint?: string | undefined;
  /** Headers of each export, such as the key of the tracing backend. Default: none. */
  headers?: Readonly<Record<string, string>>;
  /** Name of the service. Default: the name of the function, in Lambda. */
  service?: string;
  /** Share of the requests that are traced, from 0 to 1. Default: 1, all. */
  ratio?: number;
  /**
   * Whether a caller's `traceparent` is continued, its decision to sample included. Default `false`: a trace of one's own, with a link to
   * the caller's, because any caller can write the header.
   */
  continuesTraces?: boolean;
  /**
   * Milliseconds that a response waits at most for the export of its spans: Lambda may freeze the environment as soon as it is
   * returned. Default 500.
   */
  timeoutMs?: number;
  /**
   * Whether the first response of an environment waits for the exporter to load and for its own export. Default `false`: it is exported with the
   * second one, and lost where no second request comes.
   */
  holdsFirst?: boolean;
}>;

/** Injection token of the options. */
export const TELEMETRY_OPTIONS = Symbol.for('lambda-nest:telemetry:options');
