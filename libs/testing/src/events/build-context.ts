import type { Context } from 'aws-lambda';

/** A Lambda context with `remainingMs` left, counted down from now. Default 29 s. */
export function buildContext({
  remainingMs = 29_000,
  ...rest
}: Partial<Context> & { remainingMs?: number } = {}): Context {
  const deadline = Date.now() + remainingMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: 'api',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:api',
    memoryLimitInMB: '512',
    awsRequestId: '28422e1a-c975-42da-895e-165f882dafef',
    logGroupName: '/aws/lambda/api',
    logStreamName: '2026/11/22/[$LATEST]0123456789abcdef',
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: () => {},
    fail: () => {},
    succeed: () => {},
    ...rest,
  };
}
