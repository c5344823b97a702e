import type { BaseAuth, ListUsersResult, UserRecord } from 'firebase-admin/auth';
import type { GrantRules } from '@lambda-nest/access';
import { AccountRejection, AccountsUnavailable } from '../account.errors.ts';
import type { AccountPage, AccountQuery, AccountStore, Grants, StoredAccount } from '../account.store.ts';
import { readCursor, writeCursor, type Position } from '../cursor.ts';
import { versionOf } from '../version-of.ts';
import { readCustomGrants, writeGrants, type CustomClaims } from './write-grants.ts';

/** What is used of firebase-admin. */
export type FirebaseUsers = Pick<
  BaseAuth,
  'getUser' | 'getUserByEmail' | 'listUsers' | 'setCustomUserClaims' | 'updateUser' | 'revokeRefreshTokens'
>;

export type FirebaseStoreOptions = Readonly<{
  users: FirebaseUsers;
  /** Where an account's claims say what it may. */
  grants: GrantRules;
  /** Sends the mail; absent without a web API key. */
  sendPasswordReset?: ((email: string) => Promise<void>) | undefined;
}>;

/** Firebase lists that many at once, and has no search: accounts are looked through. */
const PAGE = 1000;

/** Looked through for one request; what is left comes with the next page. */
const MAX_LOOKED_THROUGH = 5000;

/** The accounts of a Firebase project: groups and scopes are custom claims. */
export class FirebaseStore implements AccountStore {
  readonly #users: FirebaseUsers;
  readonly #grants: GrantRules;
  readonly #sendPasswordReset: FirebaseStoreOptions['sendPasswordReset'];

  constructor({ users, grants, sendPasswordReset }: FirebaseStoreOptions) {
    this.#users = users;
    this.#grants = grants;
    this.#sendPasswordReset = sendPasswordReset;
  }

  async list({ search, limit, cursor }: AccountQuery): Promise<AccountPage> {
    const position = readCursor(cursor);
    if (search !== undefined) return this.#search(search.toLowerCase(), limit, position);
    const { users, pageToken } = await this.#page(limit, position.token);
    return {
      accounts: users.map((user) => this.#toAccount(user)),
      ...(pageToken ? { next: writeCursor({ token: pageToken, skip: 0 }) } : {}),
    };
  }

  async #search(text: string, limit: number, { token, skip }: Position): Promise<AccountPage> {
    const accounts: StoredAccount[] = [];
    let from = skip;
    let at = token;
    for (let looked = 0; looked < MAX_LOOKED_THROUGH; looked += PAGE) {
      const { users, pageToken } = await this.#page(PAGE, at);
      for (const [index, user] of users.entries()) {
        if (index < from || !holds(user, text)) continue;
        accounts.push(this.#toAccount(user));
        if (accounts.length < limit) continue;
        const isLast = index === users.length - 1;
        if (isLast && !pageToken) return { accounts };
        const next: Position = isLast ? { token: pageToken, skip: 0 } : { token: at, skip: index + 1 };
        return { accounts, next: writeCursor(next) };
      }
      if (!pageToken) return { accounts };
      at = pageToken;
      from = 0;
    }
    return { accounts, next: writeCursor({ token: at, skip: 0 }) };
  }

  find(id: string): Promise<StoredAccount | undefined> {
    return this.#findBy(() => this.#users.getUser(id));
  }

  findByEmail(email: string): Promise<StoredAccount | undefined> {
    return this.#findBy(() => this.#users.getUserByEmail(email));
  }

  async #findBy(look: () => Promise<UserRecord>): Promise<StoredAccount | undefined> {
    try {
      return this.#toAccount(await look());
    } catch (error) {
      if (ABSENT.has(codeOf(error) ?? '')) return undefined;
      throw toError(error);
    }
  }

  /** Firebase replaces all custom claims at once: they are read just before. */
  async setGrants(id: string, grants: Grants): Promise<void> {
    const { customClaims = {} } = await this.#ask(() => this.#users.getUser(id));
    const claims = writeGrants(customClaims as CustomClaims, grants, this.#grants);
    await this.#ask(() => this.#users.setCustomUserClaims(id, claims));
  }

  async setDisabled(id: string, disabled: boolean): Promise<void> {
    await this.#ask(() => this.#users.updateUser(id, { disabled }));
  }

  async revokeSessions(id: string): Promise<void> {
    await this.#ask(() => this.#users.revokeRefreshTokens(id));
  }

  async sendPasswordReset({ email }: StoredAccount): Promise<void> {
    if (!this.#sendPasswordReset)
      throw new AccountRejection('impossible', 'Mail cannot be sent: set FIREBASE_APP_API_KEY.');
    if (email === undefined) throw new AccountRejection('impossible', 'The account has no e-mail address.');
    await this.#sendPasswordReset(email);
  }

  async hasOtherMember(group: string, id: string): Promise<boolean> {
    let at: string | undefined;
    do {
      const { users, pageToken } = await this.#page(PAGE, at);
      const isThere = users.some(
        (user) => user.uid !== id && !user.disabled && this.#toAccount(user).groups.includes(group),
      );
      if (isThere) return true;
      at = pageToken;
    } while (at);
    return false;
  }

  #page(size: number, token: string | undefined): Promise<ListUsersResult> {
    return this.#ask(() => this.#users.listUsers(size, token));
  }

  async #ask<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      throw toError(error);
    }
  }

  #toAccount({ uid, email, emailVerified, displayName, disabled, customClaims, metadata }: UserRecord) {
    const claims = (customClaims ?? {}) as CustomClaims;
    const account: StoredAccount = {
      id: uid,
      ...(email === undefined ? {} : { email }),
      emailVerified,
      ...(displayName ? { displayName } : {}),
      disabled,
      ...readCustomGrants(claims, this.#grants),
      ...readTime('createdAt', metadata.creationTime),
      ...readTime('lastSignInAt', metadata.lastSignInTime),
      version: versionOf(claims, disabled),
    };
    return account;
  }
}

function holds({ email = '', displayName = '', uid }: UserRecord, text: string): boolean {
  return [email, displayName, uid].some((part) => part.toLowerCase().includes(text));
}

/** Firebase writes times as HTTP does. */
function readTime(name: 'createdAt' | 'lastSignInAt', text: string | null | undefined): object {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? {} : { [name]: new Date(time).toISOString() };
}

/** An id or an address of another form than Firebase's belongs to no account. */
const ABSENT = new Set(['auth/user-not-found', 'auth/invalid-uid', 'auth/invalid-email']);

/** Of firebase-admin's errors, only those that say something of the request. */
function toError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  switch (code) {
    case 'auth/user-not-found':
    case 'auth/invalid-uid':
      return new AccountRejection('not-found', 'There is no such account.');
    case 'auth/claims-too-large':
      return new AccountRejection('invalid', 'It does not fit into the claims of an account.', 'groups');
    case 'auth/forbidden-claim':
      return new AccountRejection('invalid', 'The claim that holds it is reserved by Firebase.', 'groups');
    case 'auth/invalid-page-token':
      return new AccountRejection('invalid', 'It is not one that a page gave.', 'cursor');
    default:
      return new AccountsUnavailable(code);
  }
}

/** `auth/…` or `app/…` of firebase-admin; `undefined` for a mistake of our own. */
function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
  return /^(?:auth|app)\/[a-z-]+$/.test(code) ? code : undefined;
}
