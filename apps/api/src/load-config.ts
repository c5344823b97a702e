import type { DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { isDeployed, parseConfig, type Config } from './config.ts';
import type { Environment } from './environment.reader.ts';

/**
 * Reads the configuration and makes the module that provides it as `ConfigService`.
 *
 * @param environment instead of the process's own and the env files; for tests
 * @throws ConfigError with every problem at once
 */
export async function loadConfig(
  environment?: Environment,
): Promise<{ config: Config; module: DynamicModule }> {
  const state: { config?: Config } = {};
  const module = await ConfigModule.forRoot({
    isGlobal: true,
    cache: true,
    skipProcessEnv: true,
    ignoreEnvVars: environment !== undefined,
    // In Lambda only what the deployment sets counts: a stray file in the zip must not.
    ignoreEnvFile: environment !== undefined || isDeployed(process.env),
    envFilePath: ['.env.local', '.env', '.env.development'],
    validate: (variables: Record<string, string>) => {
      state.config = parseConfig(environment ?? variables);
      return variables;
    },
    load: [() => state.config ?? {}],
  });
  if (!state.config) throw new Error('The configuration was not read.');
  return { config: state.config, module };
}
