import {
  AccountRejection,
  type AccountStore,
  type Administration,
  type StoredAccount,
} from '@lambda-nest/accounts/management';
import type { UsersArguments } from './read-arguments.ts';

export type Management = Readonly<{
  administration: Administration;
  store: AccountStore;
  /** Who sits at the terminal, for the record of what was changed. */
  actor: string;
}>;

const PAGE = 50;

/** Does what the arguments say. Gives the lines that are printed. */
export async function* runAction(
  { action, who = '', roles, scopes }: UsersArguments,
  { administration, store, actor }: Management,
): AsyncGenerator<string> {
  if (action === 'list') {
    yield* list(administration, who);
    return;
  }
  const account = await find(store, who);
  const { id, version } = account;
  const by = { actor, version };
  switch (action) {
    case 'grant':
      yield describe(
        await administration.setGrants(
          id,
          { groups: [...account.groups, ...roles], scopes: [...account.scopes, ...scopes] },
          by,
        ),
      );
      yield 'New tokens say so: sign in again, or refresh.';
      return;
    case 'revoke':
      yield describe(
        await administration.setGrants(
          id,
          {
            groups: account.groups.filter((group) => !roles.includes(group)),
            scopes: account.scopes.filter((scope) => !scopes.includes(scope)),
          },
          by,
        ),
      );
      yield 'Its sessions have ended.';
      return;
    case 'disable':
      yield describe(await administration.disable(id, by));
      return;
    case 'enable':
      yield describe(await administration.enable(id, by));
      return;
    case 'sign-out':
      yield `${describe(await administration.revokeSessions(id, by))}. Its sessions have ended.`;
      return;
    case 'reset-password':
      await administration.sendPasswordReset(id, by);
      yield 'A mail with a link is on its way.';
  }
}

async function* list(administration: Administration, search: string): AsyncGenerator<string> {
  let cursor: string | undefined;
  let count = 0;
  do {
    const page = await administration.list({ limit: PAGE, cursor, search: search || undefined });
    for (const account of page.accounts) yield describe(account);
    count += page.accounts.length;
    cursor = page.next;
  } while (cursor !== undefined);
  if (count === 0) yield 'There is no such account.';
}

async function find(store: AccountStore, who: string): Promise<StoredAccount> {
  const account = await (who.includes('@') ? store.findByEmail(who) : store.find(who));
  if (!account) throw new AccountRejection('not-found', `There is no account ${who}.`);
  return account;
}

/** `user@example.com (uid): USERS, ADMINS; scopes orders:read; disabled`. */
function describe({ id, email, groups, scopes, disabled }: StoredAccount): string {
  const name = email === undefined ? id : `${email} (${id})`;
  const parts = [
    groups.length > 0 ? groups.join(', ') : 'no groups',
    ...(scopes.length > 0 ? [`scopes ${scopes.join(', ')}`] : []),
    ...(disabled ? ['disabled'] : []),
  ];
  return `${name}: ${parts.join('; ')}`;
}
