import type { Role } from '@lambda-nest/access';

/** Injection token of {@link AccountsOptions}. */
export const ACCOUNTS_OPTIONS = Symbol.for('lambda-nest:accounts:options');

export type AccountsOptions = Readonly<{
  /** The role of who may manage accounts: the last account that has it keeps it. Default `ADMINS`. */
  administrators?: Role;
  /** Groups that may be given. Default: those that the declarations of routes name. */
  roles?: readonly string[];
  /** Scopes that may be given. Default: those that the declarations of routes name. */
  scopes?: readonly string[];
}>;
