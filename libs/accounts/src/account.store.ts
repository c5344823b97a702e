/** What an account may: names as routes declare them, not as the provider spells them. */
export type Grants = Readonly<{ groups: readonly string[]; scopes: readonly string[] }>;

/** An account as the identity provider has it now. */
export type StoredAccount = Grants &
  Readonly<{
    /** The `sub` of its tokens. */
    id: string;
    email?: string;
    emailVerified: boolean;
    displayName?: string;
    disabled: boolean;
    /** RFC 3339. */
    createdAt?: string;
    /** RFC 3339; absent for an account that never signed in, or where the provider does not say. */
    lastSignInAt?: string;
    /** Another text whenever groups, scopes, other claims or `disabled` differ. */
    version: string;
  }>;

export type AccountQuery = Readonly<{
  /** What e-mail address, name or id must hold (Firebase), or what the address begins with (Cognito). */
  search?: string | undefined;
  /** 1 to 50. */
  limit: number;
  /** `next` of the page before. */
  cursor?: string | undefined;
}>;

/** May be shorter than asked for, or empty, and have a `next` all the same. */
export type AccountPage = Readonly<{ accounts: readonly StoredAccount[]; next?: string }>;

/**
 * The accounts of an identity provider. What it writes is there when a promise resolves.
 *
 * Every method throws `AccountRejection` for what the provider does not take, and `AccountsUnavailable` when it cannot be
 * asked.
 */
export interface AccountStore {
  list(query: AccountQuery): Promise<AccountPage>;
  find(id: string): Promise<StoredAccount | undefined>;
  findByEmail(email: string): Promise<StoredAccount | undefined>;
  /** Replaces both sets whole, and leaves everything else that the account has as it is. */
  setGrants(id: string, grants: Grants): Promise<void>;
  setDisabled(id: string, disabled: boolean): Promise<void>;
  /** Ends every session: refresh tokens are worth nothing from now on. */
  revokeSessions(id: string): Promise<void>;
  sendPasswordReset(account: StoredAccount): Promise<void>;
  /** Whether an account other than this one has the group and is not disabled. */
  hasOtherMember(group: string, id: string): Promise<boolean>;
}
