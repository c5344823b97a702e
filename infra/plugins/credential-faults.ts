import { readFileSync } from 'node:fs';
import type { Parameters } from './parameters.ts';

/**
 * What keeps a file from going into the package as Google credentials. It may tell where to ask for them, and hold none:
 * a zip lies in buckets and on laptops.
 */
export function findCredentialFaults({ googleCredentialsFile, artifact }: Parameters): readonly string[] {
  if (!googleCredentialsFile || artifact) return [];
  const text = read(googleCredentialsFile);
  if (text === undefined) return ['googleCredentialsFile names a file that cannot be read.'];
  if (parseType(text) === 'external_account' && !text.includes('PRIVATE KEY')) return [];
  return [
    'googleCredentialsFile must be a configuration of type external_account, which holds no secret. ' +
      'Keep a key in SSM, and name it by googleCredentialsParameter.',
  ];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseType(text: string): unknown {
  try {
    return (JSON.parse(text) as { type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}
