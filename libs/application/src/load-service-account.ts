import type * as Ssm from '@aws-sdk/client-ssm';
import { requireSdk } from './require-sdk.ts';

/**
 * Reads the key of a Google service account from SSM Parameter Store, decrypted. Lambda's runtime brings the AWS SDK;
 * the bundle leaves it out, and only a function that is configured for this ever loads it.
 *
 * @param name of a `SecureString` parameter
 */
export async function loadServiceAccount(name: string, region: string): Promise<string> {
  const { GetParameterCommand, SSMClient } = requireSdk<typeof Ssm>('@aws-sdk/client-ssm');
  const client = new SSMClient({ region });
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  return Parameter?.Value ?? '';
}
