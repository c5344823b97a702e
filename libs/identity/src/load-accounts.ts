import type { BaseAuth } from 'firebase-admin/auth';
import { readCredential } from './read-credential.ts';
import { readEmulatorOrigin } from './read-emulator-origin.ts';

/** What is read of a user; part of firebase-admin's `Auth`. */
export interface Accounts {
  /** @throws an error with code `auth/user-not-found` when there is no such user */
  getUser(uid: string): Promise<Readonly<{ disabled: boolean; tokensValidAfterTime?: string | undefined }>>;
}

export type AccountsOptions = Readonly<{
  projectId: string;
  /** `host:port` of a Firebase Auth emulator on this machine, instead of Google. */
  emulatorHost?: string | undefined;
  /** Firebase tenant the users belong to. */
  tenantId?: string | undefined;
  /**
   * Gives JSON text: a service account's key, or an `external_account` configuration for AWS. Default: application default
   * credentials.
   */
  credentials?: (() => Promise<string>) | undefined;
}>;

let apps = 0;

/** Loads firebase-admin (40 ms and more: so on first use only), and opens the users of a project. */
export async function loadAccounts(options: AccountsOptions): Promise<BaseAuth> {
  const { projectId, emulatorHost, tenantId, credentials } = options;
  const [{ initializeApp }, { getAuth }, text] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/auth'),
    credentials?.(),
  ]);
  if (emulatorHost === undefined && text === undefined) nameProject(projectId);
  const credential = text === undefined ? {} : { credential: await readCredential(text) };
  const app = initializeApp({ projectId, ...credential }, `accounts-${++apps}`);
  return withEmulator(emulatorHost && new URL(readEmulatorOrigin(emulatorHost)).host, () => {
    const auth = getAuth(app);
    return tenantId === undefined ? auth : auth.tenantManager().authForTenant(tenantId);
  });
}

/**
 * With application default credentials google-auth-library wants to know the project, though nothing asks for it: unless the
 * environment has it, it runs `gcloud`, looks for a metadata server and calls the Cloud Resource Manager, which takes
 * half a second to several and a permission more.
 */
function nameProject(projectId: string): void {
  process.env['GOOGLE_CLOUD_PROJECT'] ??= projectId;
}

/**
 * firebase-admin takes the emulator's address from the environment alone, at the moment `getAuth` is called. So the
 * variable says what the option says during that one call, whatever it said before, and is put back.
 */
function withEmulator<T>(host: string | undefined, open: () => T): T {
  const { FIREBASE_AUTH_EMULATOR_HOST: before } = process.env;
  setEmulator(host);
  try {
    return open();
  } finally {
    setEmulator(before);
  }
}

function setEmulator(host: string | undefined): void {
  if (host === undefined) delete process.env['FIREBASE_AUTH_EMULATOR_HOST'];
  else process.env['FIREBASE_AUTH_EMULATOR_HOST'] = host;
}
