import {
  Module,
  type DynamicModule,
  type FactoryProvider,
  type MiddlewareConsumer,
  type ModuleMetadata,
  type NestModule,
} from '@nestjs/common';
import { TELEMETRY_OPTIONS, type TelemetryOptions } from './telemetry.options.ts';
import { traceRequests } from './trace-requests.ts';
import { Tracing } from './tracing.ts';

type Asynchronously = Pick<ModuleMetadata, 'imports'> &
  Pick<FactoryProvider<TelemetryOptions>, 'inject' | 'useFactory'>;

/** A span for each request, sent by OTLP over HTTP. What it takes is loaded after the first response. */
@Module({})
export class TelemetryModule implements NestModule {
  readonly #tracing: Tracing;

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  static forRoot(options: TelemetryOptions): DynamicModule {
    return TelemetryModule.forRootAsync({ useFactory: () => options });
  }

  /** With options that are made of what is injected, such as the variables of the application. */
  static forRootAsync({ imports = [], inject = [], useFactory }: Asynchronously): DynamicModule {
    return {
      module: TelemetryModule,
      imports,
      providers: [{ provide: TELEMETRY_OPTIONS, inject, useFactory }, Tracing],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    if (this.#tracing.isOn) consumer.apply(traceRequests(this.#tracing)).forRoutes('{*path}');
  }
}
