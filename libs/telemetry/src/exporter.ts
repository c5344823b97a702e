import {
  context,
  diag,
  DiagLogLevel,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Log } from '@lambda-nest/log';
import { parseTraceparent } from './parse-traceparent.ts';
import { describeDeparture, nameOf, type Arrival, type Attributes, type Departure } from './request-span.ts';
import type { TelemetryOptions } from './telemetry.options.ts';

export type ExporterOptions = TelemetryOptions &
  Readonly<{ endpoint: string; resource: Attributes; log: Log }>;

const PACKAGE = '@lambda-nest/telemetry';
const DEFAULT_TIMEOUT_MS = 500;
/** One line of the log tells that a collector is down; one for each request would drown what else it says. */
const MIN_MS_BETWEEN_WARNINGS = 60_000;

/**
 * What makes spans and sends them. This file alone imports OpenTelemetry: it is loaded after the first response, and with it the
 * API of OpenTelemetry, by which a team makes spans of its own, begins to record.
 */
export class Exporter {
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #continuesTraces: boolean;
  readonly #timeoutMs: number;

  constructor(options: ExporterOptions) {
    const { endpoint, headers = {}, ratio = 1, continuesTraces = false, log } = options;
    const { timeoutMs = DEFAULT_TIMEOUT_MS, resource, service } = options;
    reportProblems(log);
    const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
    const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: timeoutMs });
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({
        ...resource,
        ...(service !== undefined && { 'service.name': service }),
      }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
      spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: timeoutMs })],
    });
    this.#tracer = this.#provider.getTracer(PACKAGE);
    this.#continuesTraces = continuesTraces;
    this.#timeoutMs = timeoutMs;
    trace.setGlobalTracerProvider(this.#provider);
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  }

  start({ method, startedAt, traceparent, attributes }: Arrival): Span {
    const { parent, link } = this.#readCaller(traceparent);
    const links = link ? [{ context: link }] : [];
    return this.#tracer.startSpan(
      nameOf(method, undefined),
      { kind: SpanKind.SERVER, startTime: startedAt, attributes: { ...attributes }, links },
      parent,
    );
  }

  end(span: Span, method: string, departure: Departure): void {
    span.updateName(nameOf(method, departure.route));
    span.setAttributes({ ...describeDeparture(departure) });
    if (departure.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(departure.endedAt);
  }

  /** Runs work of a request: spans that it starts are below the request's. */
  run<Result>(span: Span, work: () => Result): Result {
    return context.with(trace.setSpan(context.active(), span), work);
  }

  /** Sends what is there, within the time that a response may wait for it. Never fails: what does is in the log. */
  async flush(): Promise<void> {
    await this.#provider.forceFlush({ timeoutMillis: this.#timeoutMs }).catch(reportError);
  }

  async close(): Promise<void> {
    await this.#provider.shutdown().catch(reportError);
  }

  #readCaller(traceparent: string | undefined) {
    const caller = parseTraceparent(traceparent);
    if (!caller || !isSpanContextValid(caller)) return { parent: ROOT_CONTEXT };
    const parent: Context = this.#continuesTraces ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
    return { parent, ...(!this.#continuesTraces && { link: caller }) };
  }
}

function reportError(error: unknown): void {
  diag.error('the export failed', error);
}

function ignore(): void {}

/** OpenTelemetry's own words for what goes wrong, as lines of the log. */
function reportProblems(log: Log): void {
  let lastAt = -Infinity;
  const warn = (message: string, ...more: unknown[]): void => {
    const now = Date.now();
    if (now - lastAt < MIN_MS_BETWEEN_WARNINGS) return;
    lastAt = now;
    log.warn('traces are not exported', { problem: message, ...(more.length > 0 && { details: more }) });
  };
  const logger = { error: warn, warn, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
