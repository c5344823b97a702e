import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryStore } from '../test/memory.store.ts';
import { Administration } from './administration.ts';

let store: MemoryStore;
let lines: unknown[];
beforeEach(() => {
  lines = [];
  store = new MemoryStore({
    ada: { groups: ['USERS', 'ADMINS'] },
    bob: { groups: ['ADMINS'], scopes: ['orders:read'] },
    sam: { groups: ['USERS', 'LEGACY'] },
    off: { groups: ['ADMINS'], disabled: true },
  });
});

/** One process that manages accounts. */
const open = () =>
  new Administration({
    store,
    roles: ['USERS', 'ADMINS'],
    scopes: ['orders:read'],
    log: { info: (message, fields) => void lines.push({ message, ...fields }) },
  });

const by = { actor: 'ada', version: '*' };

describe('an application whose administrators have another role', () => {
  const operating = () =>
    new Administration({
      store: new MemoryStore({ eve: { groups: ['OPERATORS'] }, ada: { groups: ['ADMINS'] } }),
      administrators: 'OPERATORS',
      roles: ['OPERATORS', 'ADMINS'],
      scopes: [],
      log: { info: () => undefined },
    });

  it('keeps the last account of these, and no other', async () => {
    const by = { actor: 'terminal:root', version: '*' };
    const rejected = {
      field: undefined,
      message: 'No other account has OPERATORS: give it to another account first.',
    };
    await expect(operating().setGrants('eve', { groups: [] }, by)).rejects.toMatchObject(rejected);
    await expect(operating().disable('eve', by)).rejects.toMatchObject(rejected);
    expect(await operating().setGrants('ada', { groups: [] }, by)).toMatchObject({ groups: [] });
  });
});

describe('setGrants', () => {
  it('replaces groups and scopes whole, and reports who changed whom from what to what', async () => {
    const account = await open().setGrants('sam', { groups: ['ADMINS', 'ADMINS'], scopes: [] }, by);
    expect(account).toMatchObject({ id: 'sam', groups: ['ADMINS'], scopes: [] });
    expect(lines).toEqual([
      {
        message: 'account changed',
        change: 'grants',
        actor: 'ada',
        subject: 'sam',
        before: { groups: ['USERS', 'LEGACY'], scopes: [] },
        after: { groups: ['ADMINS'], scopes: [] },
      },
    ]);
  });

  it('leaves scopes as they are when they are not named', async () => {
    const { scopes } = await open().setGrants('bob', { groups: ['USERS', 'ADMINS'] }, by);
    expect(scopes).toEqual(['orders:read']);
  });

  it('ends the sessions of an account that loses a name, and of none that only gains', async () => {
    await open().setGrants('sam', { groups: ['USERS', 'LEGACY', 'ADMINS'] }, by);
    expect(store.changes).toEqual(['grants sam: USERS LEGACY ADMINS']);
    await open().setGrants('sam', { groups: ['ADMINS'] }, by);
    expect(store.changes.at(-1)).toBe('revoke sam');
  });

  it('writes and reports nothing when nothing is different', async () => {
    await open().setGrants('sam', { groups: ['LEGACY', 'USERS'] }, by);
    expect([store.changes, lines]).toEqual([[], []]);
  });

  it.each([
    ['groups', { groups: ['ROOT'] }],
    ['groups', { groups: ['LEGACY'] }],
    ['scopes', { groups: [], scopes: ['orders:write'] }],
  ])(
    'rejects names of %s that no route declares and the account does not have: %j',
    async (field, wanted) => {
      await expect(open().setGrants('bob', wanted, by)).rejects.toMatchObject({
        reason: 'invalid',
        field,
        message: 'It must hold names that routes declare.',
      });
      expect(store.changes).toEqual([]);
    },
  );

  it('lets an account keep a name that no route declares', async () => {
    const { groups } = await open().setGrants('sam', { groups: ['LEGACY'] }, by);
    expect(groups).toEqual(['LEGACY']);
  });

  it.each([
    ['version-missing', undefined],
    ['changed', 'older'],
  ])('rejects it as %s when the version is %s', async (reason, version) => {
    const wanted = { groups: [] };
    await expect(open().setGrants('sam', wanted, { actor: 'ada', version })).rejects.toMatchObject({
      reason,
    });
    expect(store.changes).toEqual([]);
  });

  it('takes the version that was read, once', async () => {
    const administration = open();
    const { version } = await administration.read('sam');
    const change = (groups: string[]) =>
      administration.setGrants('sam', { groups }, { actor: 'ada', version });
    const [first, second] = await Promise.allSettled([change(['USERS']), change(['ADMINS'])]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { reason: 'changed' } });
    expect(store.groupsOf('sam')).toEqual(['USERS']);
  });

  it.each([[['USERS']], [['USERS', 'ADMINS', 'LEGACY']]])(
    'rejects what would change the own account, be it less or more: %j',
    async (groups) => {
      await expect(open().setGrants('ada', { groups }, by)).rejects.toMatchObject({ reason: 'own-account' });
      expect(store.changes).toEqual([]);
    },
  );

  it('rejects an account that there is not', async () => {
    await expect(open().setGrants('nobody', { groups: [] }, by)).rejects.toMatchObject({
      reason: 'not-found',
      message: 'There is no such account.',
    });
  });
});

describe('the last administrator', () => {
  const last = {
    reason: 'last-administrator',
    message: 'No other account has ADMINS: give it to another account first.',
  };
  const terminal = { actor: 'terminal', version: '*' };
  const removed = (id: string) => open().setGrants(id, { groups: [] }, terminal);

  it('keeps the group, and is not disabled, by any caller', async () => {
    await removed('ada');
    await expect(removed('bob')).rejects.toMatchObject(last);
    await expect(open().disable('bob', terminal)).rejects.toMatchObject(last);
    expect(store.groupsOf('bob')).toEqual(['ADMINS']);
  });

  it('is not who is disabled', async () => {
    await removed('off');
    expect(store.groupsOf('off')).toEqual([]);
  });

  /** Two processes, each of which has looked before the other writes. */
  async function both(...changes: readonly (() => Promise<unknown>)[]) {
    let left = changes.length;
    const { promise, resolve } = Promise.withResolvers<void>();
    store.beforeWrite = async () => {
      left -= 1;
      if (left === 0) resolve();
      await promise;
    };
    return Promise.allSettled(changes.map((change) => change()));
  }

  it('is still there when two administrators take the group from each other at once', async () => {
    const results = await both(
      () => open().setGrants('bob', { groups: ['USERS'] }, { actor: 'ada', version: '*' }),
      () => open().setGrants('ada', { groups: ['USERS'] }, { actor: 'bob', version: '*' }),
    );
    expect(results).toContainEqual(
      expect.objectContaining({ status: 'rejected', reason: expect.objectContaining(last) }),
    );
    const left = ['ada', 'bob'].filter((id) => store.groupsOf(id)?.includes('ADMINS'));
    expect(left.length).toBeGreaterThan(0);
  });

  it('is still there when two administrators disable each other at once', async () => {
    await both(
      () => open().disable('bob', { actor: 'ada' }),
      () => open().disable('ada', { actor: 'bob' }),
    );
    const accounts = (await store.list()).accounts.filter(({ disabled }) => !disabled);
    expect(accounts.some(({ groups }) => groups.includes('ADMINS'))).toBe(true);
  });
});

describe('other changes', () => {
  it('disables and enables, each reported, and ends the sessions of who is disabled', async () => {
    const administration = open();
    expect(await administration.disable('sam', by)).toMatchObject({ disabled: true });
    expect(await administration.enable('sam', by)).toMatchObject({ disabled: false });
    expect(store.changes).toEqual(['disable sam', 'revoke sam', 'enable sam']);
    const about = { message: 'account changed', actor: 'ada', subject: 'sam' };
    expect(lines).toEqual([
      { ...about, change: 'disable', before: { disabled: false }, after: { disabled: true } },
      { ...about, change: 'enable', before: { disabled: true }, after: { disabled: false } },
    ]);
  });

  it('does nothing to an account that is so already', async () => {
    await open().enable('sam', by);
    await open().disable('off', by);
    expect([store.changes, lines]).toEqual([[], []]);
  });

  it('does not let an administrator disable the own account', async () => {
    await expect(open().disable('ada', by)).rejects.toMatchObject({ reason: 'own-account' });
  });

  it('ends sessions and sends a password reset, each reported', async () => {
    await open().revokeSessions('ada', by);
    await open().sendPasswordReset('sam', by);
    expect(store.changes).toEqual(['revoke ada', 'reset sam']);
    expect(lines).toEqual([
      { message: 'account changed', change: 'revoke-sessions', actor: 'ada', subject: 'ada' },
      { message: 'account changed', change: 'password-reset', actor: 'ada', subject: 'sam' },
    ]);
  });
});
