import { apiFrom, extendProduct } from './extend-product.ts';

/**
 * Writes an application that is the product with the module of OpenTelemetry, as its README adds it.
 *
 * @param folder where to write, inside the repository, so that its packages are found.
 * @returns the folder of the function to build.
 */
export function traceApplication(folder: string, root: string): string {
  return extendProduct(folder, root, {
    name: 'traced',
    rootModule: 'TracedModule',
    files: { 'traced.module.ts': writeRoot(apiFrom(folder, root)) },
  });
}

const writeRoot = (api: string): string => `import { Module } from '@nestjs/common';
import { defineEnv } from '@lambda-nest/application/env';
import { TelemetryModule } from '@lambda-nest/telemetry';
import { TELEMETRY_VARIABLES } from '@lambda-nest/telemetry/variables';
import { AppModule } from '${api}/src/app.module.ts';

export class Env extends defineEnv(TELEMETRY_VARIABLES) {}

@Module({
  imports: [
    AppModule,
    TelemetryModule.forRootAsync({
      inject: [Env],
      useFactory: ({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers }: Env) => ({ endpoint, headers }),
    }),
  ],
})
export class TracedModule {
  static readonly checkedRoles = AppModule.checkedRoles;
  static readonly env = Env;
}
`;
