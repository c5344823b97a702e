import type { Invoke } from './message-channel.ts';

/**
 * The second argument of the handler, as the managed runtime makes it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function createContext({ requestId, deadlineMs }: Invoke, env: NodeJS.ProcessEnv): object {
  const functionName = env['AWS_LAMBDA_FUNCTION_NAME'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    functionName,
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: `arn:aws:lambda:${env['AWS_REGION']}:123456789012:function:${functionName}`,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
}
