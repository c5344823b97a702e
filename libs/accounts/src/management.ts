/** Management of accounts without Nest: for commands. */
export { AccountRejection, AccountsUnavailable } from './account.errors.ts';
export type { AccountStore, StoredAccount } from './account.store.ts';
export { Administration, type AdministrationOptions, type By } from './administration.ts';
export { CognitoStore } from './cognito/cognito.store.ts';
export { loadCognito } from './cognito/load-client.ts';
export { FirebaseStore } from './firebase/firebase.store.ts';
