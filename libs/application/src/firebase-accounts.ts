import type { AccountsOptions } from '@lambda-nest/identity';
import type { ApiConfig } from './config.ts';
import { loadServiceAccount } from './load-service-account.ts';

/** How the accounts of the configured Firebase project are opened; `undefined` without a project. */
export function firebaseAccounts(config: ApiConfig): AccountsOptions | undefined {
  const firebase = config.get('firebase', { infer: true });
  if (!firebase?.projectId) return undefined;
  const { projectId, emulatorHost, tenantId, credentials, credentialsParameter: name } = firebase;
  const region = config.get('region', { infer: true });
  return {
    projectId,
    emulatorHost,
    tenantId,
    ...(credentials === undefined ? {} : { credentials: async () => credentials }),
    ...(name === undefined ? {} : { credentials: () => loadServiceAccount(name, region) }),
  };
}
