import type * as Ssm from '@aws-sdk/client-ssm';

/**
 * Reads the key of a Google service account from SSM Parameter Store, decrypted. Lambda's runtime brings the AWS SDK;
 * the bundle leaves it out, and only a function that is configured for this ever loads it.
 *
 * @param name of a `SecureString` parameter
 */
export async function loadServiceAccount(name: string, region: string): Promise<string> {
  const { GetParameterCommand, SSMClient } = loadSdk();
  const client = new SSMClient({ region });
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  return Parameter?.Value ?? '';
}

// `require`, because Lambda offers its SDK on NODE_PATH, which ES module imports do not read.
function loadSdk(): typeof Ssm {
  const { createRequire } = process.getBuiltinModule('node:module');
  return createRequire(`${process.cwd()}/lambda.mjs`)('@aws-sdk/client-ssm') as typeof Ssm;
}
