import type {
  AttributeType,
  CognitoIdentityProviderClient,
  UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { GrantRules } from '@lambda-nest/access';
import { AccountRejection, AccountsUnavailable } from '../account.errors.ts';
import type { AccountPage, AccountQuery, AccountStore, Grants, StoredAccount } from '../account.store.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { versionOf } from '../version-of.ts';
import type { CognitoSdk } from './load-client.ts';

export type CognitoStoreOptions = Readonly<{
  sdk: CognitoSdk;
  client: Pick<CognitoIdentityProviderClient, 'send'>;
  userPoolId: string;
  /** Only the names of roles: groups of the pool are where they are kept. */
  grants: Pick<GrantRules, 'roleNames'>;
}>;

/** Cognito gives the groups of one user at a time: no more are asked for at once. */
const MAX_QUESTIONS = 5;

/** Filters compare with a literal between quotes. */
const QUOTED = /["\\]/;

/** Of a user, its name in the pool: the `sub` is not always one. */
type PoolUser = Readonly<{ username: string; account: StoredAccount }>;

/**
 * The accounts of a Cognito user pool: roles are groups of the pool. Scopes are given to app clients and not to users.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */
export class CognitoStore implements AccountStore {
  readonly #options: CognitoStoreOptions;

  constructor(options: CognitoStoreOptions) {
    this.#options = options;
  }

  async list({ search, limit, cursor }: AccountQuery): Promise<AccountPage> {
    if (search !== undefined && QUOTED.test(search)) return { accounts: [] };
    const { sdk, userPoolId } = this.#options;
    const { token } = readCursor(cursor);
    const page = await this.#ask(
      new sdk.ListUsersCommand({
        UserPoolId: userPoolId,
        Limit: limit,
        ...(token === undefined ? {} : { PaginationToken: token }),
        ...(search === undefined ? {} : { Filter: `email ^= "${search}"` }),
      }),
    );
    const accounts = await inTurn(page.Users ?? [], async (user) => (await this.#complete(user)).account);
    return {
      accounts,
      ...(page.PaginationToken ? { next: writeCursor({ token: page.PaginationToken, skip: 0 }) } : {}),
    };
  }

  async find(id: string): Promise<StoredAccount | undefined> {
    return (await this.#findBy('sub', id))?.account;
  }

  async findByEmail(email: string): Promise<StoredAccount | undefined> {
    return (await this.#findBy('email', email))?.account;
  }

  async setGrants(id: string, grants: Grants): Promise<void> {
    const { username, account } = await this.#existing(id);
    if (grants.scopes.length > 0)
      throw new AccountRejection('invalid', 'Cognito gives scopes to app clients, not to users.', 'scopes');
    const { sdk } = this.#options;
    const given = grants.groups.filter((name) => !account.groups.includes(name));
    const taken = account.groups.filter((name) => !grants.groups.includes(name));
    // Given first: between the two the account has more, and never no group at all.
    for (const group of given) {
      const [name = group] = this.#namesOf(group);
      await this.#ask(new sdk.AdminAddUserToGroupCommand({ ...this.#user(username), GroupName: name }));
    }
    for (const name of taken.flatMap((group) => this.#namesOf(group)))
      await this.#ask(new sdk.AdminRemoveUserFromGroupCommand({ ...this.#user(username), GroupName: name }));
  }

  async setDisabled(id: string, disabled: boolean): Promise<void> {
    const { sdk } = this.#options;
    const { username } = await this.#existing(id);
    const Command = disabled ? sdk.AdminDisableUserCommand : sdk.AdminEnableUserCommand;
    await this.#ask(new Command(this.#user(username)));
  }

  async revokeSessions(id: string): Promise<void> {
    const { sdk } = this.#options;
    const { username } = await this.#existing(id);
    await this.#ask(new sdk.AdminUserGlobalSignOutCommand(this.#user(username)));
  }

  /** The password that there is stops working: Cognito sends a code for another one. */
  async sendPasswordReset({ id }: StoredAccount): Promise<void> {
    const { sdk } = this.#options;
    const { username } = await this.#existing(id);
    await this.#ask(new sdk.AdminResetUserPasswordCommand(this.#user(username)));
  }

  async hasOtherMember(group: string, id: string): Promise<boolean> {
    const { sdk, userPoolId } = this.#options;
    for (const name of this.#namesOf(group)) {
      let token: string | undefined;
      do {
        const page = await this.#ask(
          new sdk.ListUsersInGroupCommand({ UserPoolId: userPoolId, GroupName: name, NextToken: token }),
        );
        const isThere = page.Users?.some(
          ({ Attributes, Enabled }) => Enabled === true && attributeOf(Attributes, 'sub') !== id,
        );
        if (isThere) return true;
        token = page.NextToken;
      } while (token);
    }
    return false;
  }

  async #findBy(attribute: 'sub' | 'email', value: string): Promise<PoolUser | undefined> {
    if (QUOTED.test(value)) return undefined;
    const { sdk, userPoolId } = this.#options;
    const { Users = [] } = await this.#ask(
      new sdk.ListUsersCommand({ UserPoolId: userPoolId, Limit: 1, Filter: `${attribute} = "${value}"` }),
    );
    const [user] = Users;
    return user && this.#complete(user);
  }

  async #existing(id: string): Promise<PoolUser> {
    const user = await this.#findBy('sub', id);
    if (!user) throw new AccountRejection('not-found', 'There is no such account.');
    return user;
  }

  async #complete(user: UserType): Promise<PoolUser> {
    const { sdk } = this.#options;
    const username = user.Username ?? '';
    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.#ask(
        new sdk.AdminListGroupsForUserCommand({ ...this.#user(username), NextToken: token }),
      );
      names.push(...(page.Groups ?? []).map(({ GroupName = '' }) => GroupName));
      token = page.NextToken;
    } while (token);
    return { username, account: this.#toAccount(user, names) };
  }

  #toAccount({ Attributes, Enabled, UserCreateDate }: UserType, names: readonly string[]): StoredAccount {
    const { roleNames } = this.#options.grants;
    const email = attributeOf(Attributes, 'email');
    const displayName = attributeOf(Attributes, 'name');
    const groups = [...new Set(names.map((name) => roleNames?.get(name) ?? name))].toSorted();
    const disabled = Enabled !== true;
    return {
      id: attributeOf(Attributes, 'sub') ?? '',
      ...(email === undefined ? {} : { email }),
      emailVerified: attributeOf(Attributes, 'email_verified') === 'true',
      ...(displayName === undefined ? {} : { displayName }),
      disabled,
      groups,
      scopes: [],
      ...(UserCreateDate === undefined ? {} : { createdAt: new Date(UserCreateDate).toISOString() }),
      version: versionOf(groups, disabled),
    };
  }

  #user(username: string): { UserPoolId: string; Username: string } {
    return { UserPoolId: this.#options.userPoolId, Username: username };
  }

  /** What the pool calls a role: more than one group may stand for it. */
  #namesOf(role: string): readonly string[] {
    const { roleNames } = this.#options.grants;
    const names = [...(roleNames ?? [])].flatMap(([name, stands]) => (stands === role ? [name] : []));
    return names.length > 0 ? names : [role];
  }

  #ask: CognitoIdentityProviderClient['send'] = (async (command: never) => {
    try {
      return await this.#options.client.send(command);
    } catch (error) {
      throw toError(error);
    }
  }) as never;
}

function attributeOf(attributes: readonly AttributeType[] | undefined, name: string): string | undefined {
  return attributes?.find(({ Name }) => Name === name)?.Value;
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += MAX_QUESTIONS)
    results.push(...(await Promise.all(items.slice(at, at + MAX_QUESTIONS).map(ask))));
  return results;
}

/** The SDK names its errors after those of the service. */
function toError(error: unknown): unknown {
  if (!(error instanceof Error) || !('$metadata' in error || '$fault' in error || 'code' in error))
    return error;
  switch (error.name) {
    case 'UserNotFoundException':
      return new AccountRejection('not-found', 'There is no such account.');
    case 'ResourceNotFoundException':
      return new AccountRejection('impossible', 'The user pool has no group of this name. Create it first.');
    case 'InvalidParameterException':
      return new AccountRejection('impossible', 'The user pool does not do this for the account as it is.');
    default:
      return new AccountsUnavailable(/^\w{1,64}$/.test(error.name) ? error.name : 'unknown');
  }
}
