import type { Config } from './config.ts';
import { ConfigError } from './config.error.ts';
import { EnvironmentReader, type Environment } from './environment.reader.ts';
import { rejectDangers, rejectEmulators } from './reject-dangers.ts';
import { readReporting, type ReportingConfig } from './reporting.config.ts';
import { isDeployed, RUNTIMES } from './runtime.ts';

/** What a worker takes from its environment beside the variables that it declares: it knows of no identity and no gateway. */
export type WorkerConfig = ReportingConfig & Pick<Config, 'isDeployed'>;

/**
 * Reads and checks the environment of a worker.
 *
 * @param readMore reads what the worker declares, and notes what is wrong with that
 * @throws ConfigError with all problems at once
 */
export function parseWorkerConfig(
  environment: Environment,
  readMore: (read: EnvironmentReader, deployed: boolean) => void,
): WorkerConfig {
  const read = new EnvironmentReader(environment);
  const deployed = isDeployed(environment);
  read.oneOf('RUNTIME', RUNTIMES, 'LAMBDA');
  if (deployed) rejectEmulators(read);
  rejectDangers(read);
  const config = { isDeployed: deployed, ...readReporting(read, deployed) };
  readMore(read, deployed);
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
}
