/** Injection token of {@link AccountsOptions}. */
export const ACCOUNTS_OPTIONS = Symbol.for('lambda-nest:accounts:options');

export type AccountsOptions = Readonly<{
  /** Groups that may be given. Default: those that the declarations of routes name. */
  roles?: readonly string[];
  /** Scopes that may be given. Default: those that the declarations of routes name. */
  scopes?: readonly string[];
}>;
