import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOG } from '@lambda-nest/application';
import type { Log } from '@lambda-nest/log';
import type { Span } from '@opentelemetry/api';
import type { Exporter } from './exporter.ts';
import { describeFunction, type Arrival, type Departure } from './request-span.ts';
import { TELEMETRY_OPTIONS, type TelemetryOptions } from './telemetry.options.ts';

/** Requests that are kept until the exporter is there, at most: those that overlap with the first. */
const MAX_KEPT = 100;

/** A request on its way. */
export type Traced = Readonly<{
  /** Runs the rest of the request. */
  run: (work: () => void) => void;
  /** Notes its end, and resolves once the environment may freeze; `undefined` where nothing is to be waited for. */
  end: (departure: Departure) => Promise<void> | undefined;
}>;

/** The requests of a process, traced: the first ones from what was noted of them, for the exporter is loaded after the first response. */
@Injectable()
export class Tracing implements OnApplicationShutdown {
  readonly #options: TelemetryOptions;
  readonly #log: Log;
  readonly #kept: [Arrival, Departure][] = [];
  #exporter: Exporter | undefined;
  #loading: Promise<void> | undefined;

  constructor(@Inject(TELEMETRY_OPTIONS) options: TelemetryOptions, @Inject(LOG) log: Log) {
    this.#options = options;
    this.#log = log;
  }

  get isOn(): boolean {
    return this.#options.endpoint !== undefined;
  }

  start(arrival: Arrival): Traced {
    const exporter = this.#exporter;
    if (!exporter) return { run: (work) => work(), end: (departure) => this.#keep(arrival, departure) };
    const span: Span = exporter.start(arrival);
    return {
      run: (work) => exporter.run(span, work),
      end: (departure) => {
        exporter.end(span, arrival.method, departure);
        return exporter.flush();
      },
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#loading;
    await this.#exporter?.close();
  }

  #keep(arrival: Arrival, departure: Departure): Promise<void> | undefined {
    if (this.#kept.length < MAX_KEPT) this.#kept.push([arrival, departure]);
    const isFirst = this.#loading === undefined;
    this.#loading ??= this.#load();
    if (isFirst && this.#options.holdsFirst !== true) return undefined;
    return this.#loading.then(() => this.#exporter?.flush());
  }

  async #load(): Promise<void> {
    const { endpoint = '', holdsFirst } = this.#options;
    const resource = describeFunction();
    // The response is on its way by then: what follows runs beside the next request, or until Lambda freezes the environment.
    if (!holdsFirst) await new Promise((resolve) => setImmediate(resolve));
    try {
      const { Exporter } = await import('./exporter.ts');
      const exporter = new Exporter({ ...this.#options, endpoint, resource, log: this.#log });
      for (const [arrival, departure] of this.#kept)
        exporter.end(exporter.start(arrival), arrival.method, departure);
      this.#exporter = exporter;
    } catch (error) {
      this.#log.error('traces cannot be exported', { error });
    }
    this.#kept.length = 0;
  }
}
