/** Memory of the function that is imitated, in MB: serverless.yml's default. */
const MEMORY_MB = 512;

/**
 * What Node is started with besides, wherever Lambda is only imitated with its variables. The application accepts a key set
 * and an identity provider on loopback then: no variable can say so, and Lambda's own command line is fixed.
 * libs/application/src/runtime.ts reads it.
 */
export const LOCAL_RUNNER = '--conditions=local-runner';

/**
 * The flags the managed runtime starts Node with; the two sizes, in MB, follow the function's memory.
 * `--expose-gc` is part of V8's flag hash, so a code cache made without it is rejected with it.
 *
 * @see https://github.com/aws/aws-lambda-base-images `/var/runtime/bootstrap` in the Node.js images up to nodejs20.x
 */
export function managedFlags(memory = MEMORY_MB): string[] {
  const newSpace = Math.floor(memory / 10);
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    `--max-semi-space-size=${Math.floor(newSpace / 2)}`,
    `--max-old-space-size=${memory - newSpace}`,
  ];
}

/** The variables Lambda itself sets, as far as the runtime client and the API read them. */
export function managedEnvironment(taskRoot: string, handler: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
    AWS_REGION: 'eu-west-1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MB),
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/bench',
    AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  };
}
