import { firebaseAccounts, type ApiConfig } from '@lambda-nest/application';
import { loadAccountMail, loadAccounts } from '@lambda-nest/identity';
import { AccountsUnavailable } from './account.errors.ts';
import type { AccountStore } from './account.store.ts';

/**
 * Opens the accounts that the configuration says are managed.
 *
 * @throws AccountsUnavailable when there are no credentials to do it with
 */
export async function openStore(config: ApiConfig): Promise<AccountStore> {
  const accounts = config.get('accounts', { infer: true });
  const grants = config.get('grants', { infer: true });
  if (accounts.kind === 'cognito') {
    const [{ CognitoStore }, { loadCognito }] = await Promise.all([
      import('./cognito/cognito.store.ts'),
      import('./cognito/load-client.ts'),
    ]);
    const sdk = loadCognito();
    const { region, userPoolId } = accounts;
    const client = new sdk.CognitoIdentityProviderClient({ region });
    return new CognitoStore({ sdk, client, userPoolId, grants });
  }
  const options = firebaseAccounts(config);
  if (!options) throw new TypeError('Accounts are managed of a Firebase project or a Cognito user pool.');
  const { FirebaseStore } = await import('./firebase/firebase.store.ts');
  const { apiKey, emulatorHost, tenantId } = config.get('firebase', { infer: true }) ?? {};
  const sendPasswordReset =
    apiKey === undefined
      ? undefined
      : async (email: string) =>
          (await loadAccountMail({ apiKey, emulatorHost, tenantId })).sendPasswordReset(email);
  return new FirebaseStore({ users: await openUsers(options), grants, sendPasswordReset });
}

/** What is wrong with credentials is the operator's to change: it must not look like a mistake of the caller. */
async function openUsers(options: Parameters<typeof loadAccounts>[0]) {
  try {
    return await loadAccounts(options);
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (typeof code !== 'string') throw error;
    throw new AccountsUnavailable(code);
  }
}
