/** Accounts of the identity provider, for administrators: `/v1/admin/users`. */
export { AccountsModule } from './accounts.module.ts';
export type { AccountsOptions } from './accounts.options.ts';
