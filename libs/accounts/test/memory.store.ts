import type { AccountPage, AccountStore, Grants, StoredAccount } from '../src/account.store.ts';
import { versionOf } from '../src/version-of.ts';

type Entry = Grants & { disabled: boolean; email?: string };

/** Accounts in memory, with every call that changes something noted. */
export class MemoryStore implements AccountStore {
  readonly changes: string[] = [];
  /** Awaited before something is written: to have others come between. */
  beforeWrite: () => Promise<void> = async () => {};
  readonly #entries: Map<string, Entry>;

  constructor(entries: Readonly<Record<string, Partial<Entry>>>) {
    this.#entries = new Map(
      Object.entries(entries).map(([id, entry]) => [
        id,
        { groups: [], scopes: [], disabled: false, ...entry },
      ]),
    );
  }

  groupsOf(id: string): readonly string[] | undefined {
    return this.#entries.get(id)?.groups;
  }

  async list(): Promise<AccountPage> {
    return { accounts: [...this.#entries.keys()].map((id) => this.#toAccount(id) as StoredAccount) };
  }

  async find(id: string): Promise<StoredAccount | undefined> {
    return this.#toAccount(id);
  }

  async findByEmail(email: string): Promise<StoredAccount | undefined> {
    const found = [...this.#entries].find(([, entry]) => entry.email === email);
    return found && this.#toAccount(found[0]);
  }

  async setGrants(id: string, grants: Grants): Promise<void> {
    await this.#write(id, `grants ${id}: ${grants.groups.join(' ')}`, grants);
  }

  async setDisabled(id: string, disabled: boolean): Promise<void> {
    await this.#write(id, `${disabled ? 'disable' : 'enable'} ${id}`, { disabled });
  }

  async revokeSessions(id: string): Promise<void> {
    this.changes.push(`revoke ${id}`);
  }

  async sendPasswordReset({ id }: StoredAccount): Promise<void> {
    this.changes.push(`reset ${id}`);
  }

  async hasOtherMember(group: string, id: string): Promise<boolean> {
    return [...this.#entries].some(
      ([other, { groups, disabled }]) => other !== id && !disabled && groups.includes(group),
    );
  }

  async #write(id: string, change: string, values: Partial<Entry>): Promise<void> {
    await this.beforeWrite();
    this.changes.push(change);
    this.#entries.set(id, { ...(this.#entries.get(id) as Entry), ...values });
  }

  #toAccount(id: string): StoredAccount | undefined {
    const entry = this.#entries.get(id);
    return entry && { id, emailVerified: true, ...entry, version: versionOf(entry) };
  }
}
