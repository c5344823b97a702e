import type { Log } from '@lambda-nest/log';
import { AccountRejection } from './account.errors.ts';
import type { AccountPage, AccountQuery, AccountStore, Grants, StoredAccount } from './account.store.ts';

/** Who may manage accounts, where nothing else is said. */
export const DEFAULT_ADMINISTRATORS = 'ADMINS';

export type AdministrationOptions = Readonly<{
  store: AccountStore;
  /** The role of who may manage accounts, and may not become extinct. Default `ADMINS`. */
  administrators?: string | undefined;
  /** Names that may be granted. An account keeps others that it has. */
  roles: readonly string[];
  scopes: readonly string[];
  /** Told of every change: who, whose account, before and after. */
  log: Pick<Log, 'info'>;
}>;

/** Groups are replaced; scopes are as well where they are named. */
export type WantedGrants = Readonly<{ groups: readonly string[]; scopes?: readonly string[] | undefined }>;

export type By = Readonly<{
  /** `sub` of the caller, or the user of the terminal. */
  actor: string;
  /** Version that the caller saw; `*` for whatever there is. */
  version?: string | undefined;
}>;

/**
 * Manages accounts by the rules that hold whichever provider keeps them: only declared names, no caller changes the own
 * account, an administrator stays who may manage accounts, and every change is reported.
 *
 * No provider changes an account on condition. Changes of one process come one after another; of two processes that take
 * each other's last rights away both look afterwards, and who finds no administrator left puts back what was taken.
 */
export class Administration {
  readonly #options: AdministrationOptions;
  readonly #administrators: string;
  #changes: Promise<unknown> = Promise.resolve();

  constructor(options: AdministrationOptions) {
    this.#options = options;
    this.#administrators = options.administrators ?? DEFAULT_ADMINISTRATORS;
  }

  list(query: AccountQuery): Promise<AccountPage> {
    return this.#options.store.list(query);
  }

  /** @throws AccountRejection `not-found` */
  async read(id: string): Promise<StoredAccount> {
    const account = await this.#options.store.find(id);
    if (!account) throw new AccountRejection('not-found', 'There is no such account.');
    return account;
  }

  /** An account that loses a name is signed out as well: tokens that have it would live on. */
  setGrants(id: string, wanted: WantedGrants, by: By): Promise<StoredAccount> {
    return this.#alone(async () => {
      assertVersionNamed(by);
      const account = await this.read(id);
      assertNotOwn(account, by);
      assertSeen(account, by);
      const before: Grants = pickGrants(account);
      const after: Grants = {
        groups: unique(wanted.groups),
        scopes: unique(wanted.scopes ?? account.scopes),
      };
      this.#assertDeclared(after, before);
      if (isSame(before, after)) return account;
      const { store } = this.#options;
      const isDemotion = this.#isAdministrator(account) && !after.groups.includes(this.#administrators);
      const write = () => store.setGrants(id, after);
      if (isDemotion) await this.#keepingAnother(account, by, write, () => this.#restore(id));
      else await write();
      this.#report('grants', account, by, { before, after });
      if (isLess(before, after)) await store.revokeSessions(id);
      return this.read(id);
    });
  }

  disable(id: string, by: By): Promise<StoredAccount> {
    return this.#alone(async () => {
      const account = await this.read(id);
      assertNotOwn(account, by);
      if (account.disabled) return account;
      const { store } = this.#options;
      const write = () => store.setDisabled(id, true);
      if (this.#isAdministrator(account))
        await this.#keepingAnother(account, by, write, () => store.setDisabled(id, false));
      else await write();
      this.#report('disable', account, by, { before: { disabled: false }, after: { disabled: true } });
      await store.revokeSessions(id);
      return this.read(id);
    });
  }

  enable(id: string, by: By): Promise<StoredAccount> {
    return this.#alone(async () => {
      const account = await this.read(id);
      if (!account.disabled) return account;
      await this.#options.store.setDisabled(id, false);
      this.#report('enable', account, by, { before: { disabled: true }, after: { disabled: false } });
      return this.read(id);
    });
  }

  revokeSessions(id: string, by: By): Promise<StoredAccount> {
    return this.#alone(async () => {
      const account = await this.read(id);
      await this.#options.store.revokeSessions(id);
      this.#report('revoke-sessions', account, by);
      return account;
    });
  }

  sendPasswordReset(id: string, by: By): Promise<StoredAccount> {
    return this.#alone(async () => {
      const account = await this.read(id);
      await this.#options.store.sendPasswordReset(account);
      this.#report('password-reset', account, by);
      return account;
    });
  }

  /** One change after another: what a change was decided on still holds when it is written. */
  #alone<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = this.#changes.then(change);
    this.#changes = result.catch(() => {});
    return result;
  }

  #report(
    change: string,
    { id }: StoredAccount,
    { actor }: By,
    states: Readonly<{ before?: object; after?: object }> = {},
  ): void {
    this.#options.log.info('account changed', { change, actor, subject: id, ...states });
  }

  /** Names that an account has already may stay: another program may have given them. */
  #assertDeclared(after: Grants, before: Grants): void {
    const { roles, scopes } = this.#options;
    for (const [field, known] of [
      ['groups', [...roles, ...before.groups]],
      ['scopes', [...scopes, ...before.scopes]],
    ] as const) {
      if (after[field].every((name) => known.includes(name))) continue;
      throw new AccountRejection('invalid', 'It must hold names that routes declare.', field);
    }
  }

  /** @throws AccountRejection `last-administrator`, with nothing changed */
  async #keepingAnother(
    { id }: StoredAccount,
    by: By,
    write: () => Promise<void>,
    restore: () => Promise<void>,
  ): Promise<void> {
    await this.#assertAnother(id, by);
    await write();
    try {
      await this.#assertAnother(id, by);
    } catch (error) {
      await restore();
      throw error;
    }
  }

  async #assertAnother(id: string, { actor }: By): Promise<void> {
    const { store } = this.#options;
    // Most often it is who asks: that spares a look at every account there is.
    const asking = actor === id ? undefined : await store.find(actor);
    if (asking && this.#isAdministrator(asking)) return;
    if (await store.hasOtherMember(this.#administrators, id)) return;
    throw new AccountRejection(
      'last-administrator',
      `No other account has ${this.#administrators}: give it to another account first.`,
    );
  }

  /** Reads again: what else was changed meanwhile stays. */
  async #restore(id: string): Promise<void> {
    const account = await this.read(id);
    const groups = unique([...account.groups, this.#administrators]);
    await this.#options.store.setGrants(id, { groups, scopes: account.scopes });
  }

  #isAdministrator({ groups, disabled }: StoredAccount): boolean {
    return groups.includes(this.#administrators) && !disabled;
  }
}

function assertNotOwn({ id }: StoredAccount, { actor }: By): void {
  if (id !== actor) return;
  throw new AccountRejection('own-account', 'Another administrator must change what your own account may.');
}

function assertVersionNamed({ version }: By): void {
  if (version !== undefined) return;
  throw new AccountRejection('version-missing', 'Send If-Match with the ETag of the account that you read.');
}

function assertSeen(account: StoredAccount, { version }: By): void {
  if (version === '*' || version === account.version) return;
  throw new AccountRejection('changed', 'The account was changed since you read it. Read it again.');
}

function pickGrants({ groups, scopes }: StoredAccount): Grants {
  return { groups, scopes };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function isSame(before: Grants, after: Grants): boolean {
  return !isLess(before, after) && !isLess(after, before);
}

function isLess(before: Grants, after: Grants): boolean {
  return (['groups', 'scopes'] as const).some((set) =>
    before[set].some((name) => !after[set].includes(name)),
  );
}
