import { managedEnvironment } from '../../../function/managed-environment.ts';
import type { Credentials } from '../../sts/sessions.ts';
import type { FunctionVersion } from '../function-records.ts';

/** File descriptor on which the runtime client hands over what the function logs. */
export const TELEMETRY_FD = 3;

type Settings = {
  version: FunctionVersion;
  taskRoot: string;
  region: string;
  logStream: string;
  runtimeApi: string;
  credentials: Credentials;
  initializationType: 'on-demand' | 'provisioned-concurrency';
};

/** The variables of an environment: those of Lambda and of the function, and no other. */
export function sandboxEnvironment(settings: Settings): Record<string, string> {
  const { version, taskRoot, region, logStream, runtimeApi, credentials, initializationType } = settings;
  const { Handler: handler, FunctionName: functionName, MemorySize: memoryMb, LoggingConfig } = version;
  const { LogFormat, ApplicationLogLevel } = LoggingConfig;
  return {
    ...managedEnvironment({ taskRoot, handler, functionName, memoryMb, region }),
    AWS_EXECUTION_ENV: `AWS_Lambda_${version.Runtime}`,
    AWS_LAMBDA_FUNCTION_VERSION: version.Version,
    AWS_LAMBDA_INITIALIZATION_TYPE: initializationType,
    AWS_LAMBDA_LOG_GROUP_NAME: LoggingConfig.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: LogFormat,
    ...(ApplicationLogLevel !== undefined && { AWS_LAMBDA_LOG_LEVEL: ApplicationLogLevel }),
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
    _LAMBDA_TELEMETRY_LOG_FD: String(TELEMETRY_FD),
    ...version.Environment,
  };
}
