import type { DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { parseConfig, type Config } from './config.ts';
import type { Environment } from './environment.reader.ts';
import { isInLambda } from './runtime.ts';

export type ConfigSource = Readonly<{
  /** Variables instead of the process's own; for tests. */
  environment?: Environment | undefined;
  /** Also read the env files of the working directory: for `nest start`, never when deployed. Default `false`. */
  areEnvFilesRead?: boolean | undefined;
}>;

/** The configuration, and the module that provides it as `ConfigService`. */
export type LoadedConfig = Readonly<{ config: Config; module: DynamicModule }>;

/**
 * Reads the configuration and makes the module that provides it as `ConfigService`.
 *
 * @throws ConfigError with every problem at once
 */
export async function loadConfig({
  environment,
  areEnvFilesRead = false,
}: ConfigSource = {}): Promise<LoadedConfig> {
  const state: { config?: Config } = {};
  const module = await ConfigModule.forRoot({
    isGlobal: true,
    cache: true,
    skipProcessEnv: true,
    ignoreEnvVars: environment !== undefined,
    // In Lambda only what the deployment sets counts: a stray file in the zip must not.
    ignoreEnvFile: !areEnvFilesRead || environment !== undefined || isSaidToBeLambda(process.env),
    envFilePath: envFiles(process.env['NODE_ENV']),
    validate: (variables: Record<string, string>) => {
      state.config = parseConfig(environment ?? variables);
      return variables;
    },
    // With a key, or Nest makes one up, for which it loads all of node:crypto.
    load: [Object.assign(() => state.config ?? {}, { KEY: 'CONFIGURATION(api)' })],
  });
  if (!state.config) throw new Error('The configuration was not read.');
  return { config: state.config, module };
}

function isSaidToBeLambda(environment: Environment): boolean {
  return environment['RUNTIME'] === 'LAMBDA' || isInLambda(environment);
}

/** First wins. The one with values for a laptop is committed, so a container in production must not pick it up. */
function envFiles(mode: string | undefined): string[] {
  return mode === 'production' ? ['.env'] : ['.env.local', '.env', '.env.development'];
}
