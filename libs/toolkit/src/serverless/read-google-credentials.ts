import { readFileSync } from 'node:fs';
import type { Parameters } from './parameters.ts';

/** The text of the configuration, as short as it gets; or what keeps it from being one. */
export type GoogleCredentials = Readonly<{ text: string | null; violations: readonly string[] }>;

const SECRETS = /PRIVATE KEY|"(?:private_key|client_secret|refresh_token)"/;

/**
 * Reads the file that tells where to ask Google for credentials. It goes into the function's environment, which many can
 * read and every template holds: so it must hold no secret.
 */
export function readGoogleCredentials({ googleCredentialsFile: file }: Parameters): GoogleCredentials {
  if (!file) return { text: null, violations: [] };
  const text = readText(file);
  if (text === undefined) {
    return { text: null, violations: ['googleCredentialsFile names a file that cannot be read.'] };
  }
  const configuration = parse(text);
  if (configuration?.['type'] === 'external_account' && !SECRETS.test(text)) {
    return { text: JSON.stringify(configuration), violations: [] };
  }
  return {
    text: null,
    violations: [
      'googleCredentialsFile must be a configuration of type external_account, which holds no secret. ' +
        'Keep a key in SSM, and name it by googleCredentialsParameter.',
    ],
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) return undefined;
    throw error;
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
