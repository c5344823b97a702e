import { describe, expect, it } from '@jest/globals';
import type { ListUsersResult, UserRecord } from 'firebase-admin/auth';
import { FirebaseStore, type FirebaseUsers } from './firebase.store.ts';

const failing = (code: string) => Object.assign(new Error('CANARY'), { code });

/** Users as firebase-admin gives them, in the order of their ids. */
function stub(count: number, more: Partial<FirebaseUsers> = {}): FirebaseUsers {
  const users = Array.from({ length: count }, (_, index) => record(index));
  return {
    listUsers: async (size = 1000, token = '0'): Promise<ListUsersResult> => {
      const from = Number(token);
      const pageToken = from + size < count ? { pageToken: String(from + size) } : {};
      return { users: users.slice(from, from + size), ...pageToken };
    },
    getUser: async (uid) => {
      const user = users.find((one) => one.uid === uid);
      if (!user) throw failing('auth/user-not-found');
      return user;
    },
    getUserByEmail: async () => Promise.reject(failing('auth/invalid-email')),
    setCustomUserClaims: async () => {},
    updateUser: async (uid) => record(Number(uid)),
    revokeRefreshTokens: async () => {},
    ...more,
  };
}

function record(index: number): UserRecord {
  return {
    uid: `u${index}`,
    email: `User${index}@Example.com`,
    emailVerified: false,
    disabled: false,
    ...(index % 700 === 0 ? { customClaims: { groups: ['ADMINS'] } } : {}),
    metadata: { creationTime: 'Sat, 31 Jan 2026 12:00:00 GMT', lastSignInTime: null },
  } as unknown as UserRecord;
}

const open = (users: FirebaseUsers) => new FirebaseStore({ users, grants: { rolesClaim: 'groups' } });

async function readAll(store: FirebaseStore, query: { search?: string; limit: number }) {
  const ids: string[] = [];
  const sizes: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ ...query, cursor });
    ids.push(...page.accounts.map(({ id }) => id));
    sizes.push(page.accounts.length);
    cursor = page.next;
  } while (cursor !== undefined);
  return { ids, sizes };
}

describe('list', () => {
  it('gives pages to the end, each account once', async () => {
    const { ids, sizes } = await readAll(open(stub(45)), { limit: 20 });
    expect(sizes).toEqual([20, 20, 5]);
    expect(new Set(ids).size).toBe(45);
  });

  it('finds accounts by a part of the address, in any case, whatever page they stand on', async () => {
    const { ids } = await readAll(open(stub(2345)), { search: 'USER23', limit: 10 });
    const expected = Array.from({ length: 2345 }, (_, index) => `u${index}`).filter((id) =>
      id.startsWith('u23'),
    );
    expect(ids).toEqual(expected);
  });

  it('looks through 5000 accounts at most, and goes on where it stopped', async () => {
    const store = open(stub(7001));
    const first = await store.list({ search: 'user7000@', limit: 10 });
    expect(first).toEqual({ accounts: [], next: expect.any(String) });
    const second = await store.list({ search: 'user7000@', limit: 10, cursor: first.next });
    expect(second.accounts.map(({ id }) => id)).toEqual(['u7000']);
    expect(second.next).toBeUndefined();
  });

  it('has no next page when the last account fills the page', async () => {
    const page = await open(stub(3)).list({ search: 'user', limit: 3 });
    expect(page.next).toBeUndefined();
  });
});

describe('an account', () => {
  it('is shown with its groups and its times', async () => {
    expect(await open(stub(1)).find('u0')).toEqual({
      id: 'u0',
      email: 'User0@Example.com',
      emailVerified: false,
      disabled: false,
      groups: ['ADMINS'],
      scopes: [],
      createdAt: '2026-01-31T12:00:00.000Z',
      version: expect.stringMatching(/^[\w-]{22}$/),
    });
  });

  it('is not there when Firebase does not know it, or never could', async () => {
    expect(await open(stub(1)).find('other')).toBeUndefined();
    expect(await open(stub(1)).findByEmail('no address')).toBeUndefined();
  });
});

describe('hasOtherMember', () => {
  it('looks at every page, and not at the account itself or disabled ones', async () => {
    expect(await open(stub(1401)).hasOtherMember('ADMINS', 'u0')).toBe(true);
    expect(await open(stub(600)).hasOtherMember('ADMINS', 'u0')).toBe(false);
  });
});

describe('errors of Firebase', () => {
  it.each([
    ['auth/user-not-found', { reason: 'not-found' }],
    ['auth/claims-too-large', { reason: 'invalid', field: 'groups' }],
    ['auth/forbidden-claim', { reason: 'invalid', field: 'groups' }],
    [
      'auth/insufficient-permission',
      { name: 'AccountsUnavailable', providerCode: 'auth/insufficient-permission', retryAfter: 5 },
    ],
    ['app/invalid-credential', { name: 'AccountsUnavailable' }],
  ])('become ours: %s', async (code, expected) => {
    const users = stub(1, { setCustomUserClaims: async () => Promise.reject(failing(code)) });
    const failed = open(users).setGrants('u0', { groups: [], scopes: [] });
    await expect(failed).rejects.toMatchObject(expected);
    await expect(failed).rejects.not.toHaveProperty('message', 'CANARY');
  });

  it('stay as they are when they are mistakes of our own', async () => {
    const users = stub(1, { revokeRefreshTokens: async () => Promise.reject(new TypeError('ours')) });
    await expect(open(users).revokeSessions('u0')).rejects.toThrow(TypeError);
  });
});

describe('sendPasswordReset', () => {
  it.each([
    ['there is no web API key', undefined, 'a@example.com', 'Mail cannot be sent: set FIREBASE_APP_API_KEY.'],
    ['there is no address', async () => {}, undefined, 'The account has no e-mail address.'],
  ])('is rejected when %s', async (_when, sendPasswordReset, email, message) => {
    const store = new FirebaseStore({ users: stub(1), grants: { rolesClaim: 'groups' }, sendPasswordReset });
    const account = { ...(await store.find('u0')), email } as never;
    await expect(store.sendPasswordReset(account)).rejects.toMatchObject({ reason: 'impossible', message });
  });
});
