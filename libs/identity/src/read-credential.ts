import type { Credential } from 'firebase-admin/app';
import type { AwsConfiguration } from './trust-role.ts';

/**
 * Makes a credential of JSON text: the key of a service account, or a configuration of type `external_account` for AWS.
 *
 * @throws TypeError without any of the text: it may hold a private key
 */
export async function readCredential(text: string): Promise<Credential> {
  const configuration = parse(text);
  if (isForAws(configuration)) {
    const { trustRole } = await import('./trust-role.ts');
    return trustRole(configuration);
  }
  const { project_id: projectId, client_email: clientEmail, private_key: privateKey } = configuration;
  const { cert } = await import('firebase-admin/app');
  return cert({
    projectId: stringOf(projectId),
    clientEmail: stringOf(clientEmail),
    privateKey: stringOf(privateKey),
  });
}

/** The library runs programs and reads files for configurations of other kinds: those are none of ours. */
function isForAws(
  configuration: Record<string, unknown>,
): configuration is AwsConfiguration & typeof configuration {
  const { type, credential_source: source } = configuration;
  if (type !== 'external_account') return false;
  const { environment_id: id, regional_cred_verification_url: url } = { ...(source as object) } as Record<
    string,
    unknown
  >;
  if (id === 'aws1' && typeof url === 'string') return true;
  throw invalidCredential();
}

function stringOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalidCredential();
}

function parse(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch (error) {
    // The parser quotes what it could not read.
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidCredential();
}

function invalidCredential(): TypeError {
  const error = new TypeError(
    'credentials must give the JSON text of a service account key, or of an external_account configuration for AWS.',
  );
  return Object.assign(error, { code: 'app/invalid-credential' });
}
