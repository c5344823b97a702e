import type * as SecretsManager from '@aws-sdk/client-secrets-manager';
import type * as Ssm from '@aws-sdk/client-ssm';
import { requireSdk } from '../require-sdk.ts';
import type { SecretReference } from './secret-reference.ts';

/**
 * Reads a secret where it is kept, decrypted, by the AWS SDK that Lambda's runtime brings.
 *
 * @throws Error of the SDK, or one that says what the secret lacks; none has a value in it
 */
export async function readSecret(reference: SecretReference): Promise<string> {
  return reference.kind === 'ssm' ? readParameter(reference.name) : readManaged(reference);
}

async function readParameter(name: string): Promise<string> {
  const { GetParameterCommand, SSMClient } = requireSdk<typeof Ssm>('@aws-sdk/client-ssm');
  const command = new GetParameterCommand({ Name: name, WithDecryption: true });
  const { Parameter } = await new SSMClient({}).send(command);
  return Parameter?.Value ?? '';
}

async function readManaged({ id, key }: Extract<SecretReference, { id: string }>): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = requireSdk<typeof SecretsManager>(
    '@aws-sdk/client-secrets-manager',
  );
  const command = new GetSecretValueCommand({ SecretId: id });
  const { SecretString = '' } = await new SecretsManagerClient({}).send(command);
  if (key === undefined) return SecretString;
  const value = parseMembers(SecretString)[key];
  if (typeof value === 'string') return value;
  throw new Error(`The secret ${id} has no member ${key} that is a text.`);
}

function parseMembers(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The error of JSON.parse would show what it could not read.
    return {};
  }
}
