import type { InvokeSelf } from './reply-to-warm-up.ts';

type LambdaClient = { send(command: unknown): Promise<unknown> };
type LambdaSdk = { LambdaClient: new () => LambdaClient; InvokeCommand: new (input: object) => unknown };

/**
 * Invokes the function through the AWS SDK that the nodejs24.x runtime brings, loaded on the first call and never part
 * of a bundle. The function's role needs `lambda:InvokeFunction` on the function itself.
 *
 * @param load gives the module `@aws-sdk/client-lambda`. Default: the runtime's own copy.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included
 */
export function createSelfInvoker(load: () => unknown = loadRuntimeSdk): InvokeSelf {
  let client: LambdaClient | undefined;
  return async (payload, { functionName, wait }) => {
    const { LambdaClient, InvokeCommand } = load() as LambdaSdk;
    client ??= new LambdaClient();
    return client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: wait ? 'RequestResponse' : 'Event',
        Payload: Buffer.from(JSON.stringify(payload)),
      }),
    );
  };
}

// `require`, because Lambda offers its SDK on NODE_PATH, which ES module imports do not read.
function loadRuntimeSdk(): unknown {
  const { createRequire } = process.getBuiltinModule('node:module');
  return createRequire(`${process.cwd()}/`)('@aws-sdk/client-lambda');
}
