import { FIREBASE_PROJECT_ID, isLoopback } from '@lambda-nest/identity';
import type { EnvironmentReader } from './environment.reader.ts';

export type FirebaseConfig = Readonly<{
  projectId: string;
  /** Web API key; only the password flow needs it. */
  apiKey?: string;
  /** `host:port` of an emulator on this machine, never in AWS. */
  emulatorHost?: string;
  tenantId?: string;
  /** JSON text that tells where to ask Google for credentials, and holds no secret. */
  credentials?: string;
  /** SSM parameter with the key of a service account, where there is no workload identity federation. */
  credentialsParameter?: string;
  /** Whether anything says where Google credentials come from. A machine of Google's gives them unasked. */
  hasCredentials: boolean;
}>;

export function readProjectId(read: EnvironmentReader): string | undefined {
  return read.matching('FIREBASE_PROJECT_ID', FIREBASE_PROJECT_ID, 'a Firebase project id');
}

export function readFirebase(read: EnvironmentReader, deployed: boolean): FirebaseConfig | undefined {
  const projectId = read.text('FIREBASE_PROJECT_ID');
  const apiKey = read.matching('FIREBASE_APP_API_KEY', /^[\w-]{1,128}$/, 'a Firebase web API key');
  if (projectId === undefined && apiKey === undefined) return undefined;
  const emulatorHost = read.text('FIREBASE_AUTH_EMULATOR_HOST');
  if (!deployed && emulatorHost !== undefined && !isLoopbackAddress(emulatorHost)) {
    read.reject('FIREBASE_AUTH_EMULATOR_HOST', 'must be host:port on this machine, such as 127.0.0.1:9099.');
  }
  const tenantId = read.text('FIREBASE_TENANT_ID');
  const credentials = readCredentials(read);
  const credentialsParameter = read.matching(
    'GOOGLE_CREDENTIALS_PARAMETER',
    /^\/?[\w.-]+(?:\/[\w.-]+)*$/,
    'the name of an SSM parameter',
  );
  if (credentials !== undefined && credentialsParameter !== undefined) {
    read.reject('GOOGLE_CREDENTIALS', 'contradicts GOOGLE_CREDENTIALS_PARAMETER. Unset one of them.');
  }
  const credentialsFile = read.text('GOOGLE_APPLICATION_CREDENTIALS');
  const hasCredentials = [emulatorHost, credentials, credentialsParameter, credentialsFile].some(
    (text) => text !== undefined,
  );
  return {
    projectId: projectId ?? '',
    hasCredentials,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(emulatorHost === undefined ? {} : { emulatorHost }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(credentialsParameter === undefined ? {} : { credentialsParameter }),
  };
}

/** A variable can be read by many who may not read secrets: a key has no place in it. */
function readCredentials(read: EnvironmentReader): string | undefined {
  const text = read.text('GOOGLE_CREDENTIALS');
  if (text === undefined || (typeOf(text) === 'external_account' && !/PRIVATE KEY/.test(text))) return text;
  return read.reject(
    'GOOGLE_CREDENTIALS',
    'must be the JSON text of a configuration of type external_account. Keep a key in SSM, and name it by ' +
      'GOOGLE_CREDENTIALS_PARAMETER.',
  );
}

function typeOf(json: string): unknown {
  try {
    return (JSON.parse(json) as { type?: unknown } | null)?.type;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isLoopbackAddress(address: string): boolean {
  const url = URL.parse(`http://${address}`);
  return url !== null && url.host === address && url.port !== '' && isLoopback(url.hostname);
}
