import type { DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { parseConfig, type Config } from './config.ts';
import type { EnvClass } from './env/define-env.ts';
import { readEnv } from './env/read-env.ts';
import type { Environment, EnvironmentReader } from './environment.reader.ts';
import { ownEnvironment } from './own-environment.ts';
import { isInLambda } from './runtime.ts';

export type ConfigSource = Readonly<{
  /** Variables instead of the process's own; for tests. */
  environment?: Environment | undefined;
  /** Also read the env files of the working directory: for `nest start`, never when deployed. Default `false`. */
  areEnvFilesRead?: boolean | undefined;
  /** Variables of the application's own. */
  env?: EnvClass | undefined;
}>;

/** The configuration, the module that provides it as `ConfigService`, and the values of the application's own variables. */
export type LoadedConfig = Readonly<{ config: Config; module: DynamicModule; env?: object }>;

/**
 * Reads the configuration and makes the module that provides it as `ConfigService`.
 *
 * @throws ConfigError with every problem at once
 */
export async function loadConfig({
  environment,
  areEnvFilesRead = false,
  env,
}: ConfigSource = {}): Promise<LoadedConfig> {
  const state: { config?: Config; env?: object } = {};
  const readOwn = (read: EnvironmentReader, deployed: boolean): void => {
    if (env) state.env = readEnv(env, read, deployed);
  };
  const module = await ConfigModule.forRoot({
    isGlobal: true,
    cache: true,
    skipProcessEnv: true,
    ignoreEnvVars: environment !== undefined,
    // In Lambda only what the deployment sets counts: a stray file in the zip must not.
    ignoreEnvFile: !areEnvFilesRead || environment !== undefined || isSaidToBeLambda(ownEnvironment()),
    envFilePath: envFiles(ownEnvironment()['NODE_ENV']),
    validate: (variables: Record<string, string>) => {
      state.config = parseConfig(environment ?? variables, readOwn);
      return variables;
    },
    // With a key, or Nest makes one up, for which it loads all of node:crypto.
    load: [Object.assign(() => state.config ?? {}, { KEY: 'CONFIGURATION(api)' })],
  });
  if (!state.config) throw new Error('The configuration was not read.');
  return { config: state.config, module, ...(state.env && { env: state.env }) };
}

function isSaidToBeLambda(environment: Environment): boolean {
  return environment['RUNTIME'] === 'LAMBDA' || isInLambda(environment);
}

/** First wins. The one with values for a laptop is committed, so a container in production must not pick it up. */
function envFiles(mode: string | undefined): string[] {
  return mode === 'production' ? ['.env'] : ['.env.local', '.env', '.env.development'];
}
