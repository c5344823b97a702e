import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Writes an application that is the product with the module of OpenTelemetry, as its README adds it.
 *
 * @param folder where to write, inside the repository, so that its packages are found.
 * @returns the folder of the function to build.
 */
export function traceApplication(folder: string, root: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const api = relative(folder, join(root, 'apps', 'api'));
  writeFileSync(join(folder, 'traced.module.ts'), writeRoot(api));
  writeFileSync(join(folder, 'lambda.ts'), ENTRY);
  writeFileSync(join(folder, 'function.config.ts'), writeConfig(api));
  return folder;
}

const ENTRY = `import 'reflect-metadata';
import { createApp, createLambda } from '@lambda-nest/application';
import { TracedModule } from './traced.module.ts';

export const handler = createLambda(await createApp(TracedModule));
`;

const writeConfig = (api: string): string => `import api from '${api}/function.config.ts';

export default {
  ...api,
  name: 'traced',
  entry: 'lambda.ts',
  module: 'traced.module.ts',
  generated: '${api}/../../infra/generated',
};
`;

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
