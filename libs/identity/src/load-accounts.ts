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
  /** JSON text of a service account's key. Default: application default credentials. */
  serviceAccount?: string | undefined;
}>;

let apps = 0;

/** Loads firebase-admin (40 ms and more: so on first use only), and opens the users of a project. */
export async function loadAccounts(options: AccountsOptions): Promise<Accounts> {
  const { projectId, emulatorHost, tenantId, serviceAccount } = options;
  const [{ cert, initializeApp }, { getAuth }] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/auth'),
  ]);
  const credential =
    serviceAccount === undefined ? {} : { credential: cert(readServiceAccount(serviceAccount)) };
  const app = initializeApp({ projectId, ...credential }, `accounts-${++apps}`);
  return withEmulator(emulatorHost && new URL(readEmulatorOrigin(emulatorHost)).host, () => {
    const auth = getAuth(app);
    return tenantId === undefined ? auth : auth.tenantManager().authForTenant(tenantId);
  });
}

/** @throws TypeError without any of the text: it holds a private key */
export function readServiceAccount(text: string): {
  projectId: string;
  clientEmail: string;
  privateKey: string;
} {
  try {
    const { project_id: projectId, client_email: clientEmail, private_key: privateKey } = JSON.parse(text);
    if ([projectId, clientEmail, privateKey].every((member) => typeof member === 'string')) {
      return { projectId, clientEmail, privateKey };
    }
  } catch {
    // The parser quotes what it could not read.
  }
  throw new TypeError('serviceAccount must be the JSON text of a service account key.');
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
