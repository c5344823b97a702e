import type { Environment } from './environment.reader.ts';

/** Where the application may be told that it runs. */
export const RUNTIMES = ['LAMBDA', 'LOCAL', 'CONTAINER'] as const;

/**
 * Variables that only Lambda sets; its configuration cannot name them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
const MARKS = ['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT'];

/**
 * How the local runner, the builder of the code cache and the benchmark start Node, which imitate Lambda with its
 * variables: see libs/toolkit/src/build/code-cache/managed-runtime.ts. Lambda's own command line is fixed, and what NODE_OPTIONS says
 * does not become a part of `process.execArgv`: no variable can claim it.
 */
export const LOCAL_RUNNER = '--conditions=local-runner';

/** Whether the variables are those of a Lambda function, and Node was not started by the local runner. */
export function isInLambda(environment: Environment, commandLine = process.execArgv): boolean {
  const hasMark =
    MARKS.some((name) => environment[name]) ||
    environment['AWS_EXECUTION_ENV']?.startsWith('AWS_Lambda_') === true;
  return hasMark && !commandLine.includes(LOCAL_RUNNER);
}

/**
 * Whether the checks of a deployment hold. Only `RUNTIME=LOCAL` loosens them, and never in a Lambda function: whatever is
 * said there, or left out anywhere, is taken for the strictest.
 */
export function isDeployed(environment: Environment, commandLine = process.execArgv): boolean {
  return environment['RUNTIME']?.trim() !== 'LOCAL' || isInLambda(environment, commandLine);
}
