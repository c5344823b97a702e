import { AwsError } from '../endpoint/aws-error.ts';

const MAX_BYTES = 4096;
const NAME = /^[a-zA-Z]\w+$/;
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

/**
 * Throws AwsError `InvalidParameterValueException` for variables that Lambda does not take: over 4 KB together, names that
 * it reserves, or that no shell could have.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function checkEnvironment(variables: Readonly<Record<string, string>>): void {
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.has(name));
  if (reserved.length > 0)
    throw invalid(
      'the environment variables you have provided contains reserved keys that are currently not supported for modification. ' +
        `Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  const odd = names.find((name) => !NAME.test(name));
  if (odd !== undefined)
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ${NAME.source}] (${odd})`,
    );
  // Names only: AWS repeats the values in this message, and a terminal is no place for them.
  if (Buffer.byteLength(JSON.stringify(variables)) > MAX_BYTES)
    throw invalid(
      `the environment variables you have provided exceeded the 4KB limit. String measured: the variables ${names.join(', ')}`,
    );
}

function invalid(reason: string): AwsError {
  return new AwsError(
    'InvalidParameterValueException',
    `Lambda was unable to configure your environment variables because ${reason}`,
  );
}
