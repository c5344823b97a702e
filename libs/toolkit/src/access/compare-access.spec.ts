import { describe, expect, it } from '@jest/globals';
import type { AccessEntry } from '../contract/render/access-json.ts';
import {
  acknowledge,
  findAcknowledgement,
  isWidening,
  parseAcknowledgements,
  writtenSince,
} from './acknowledgement.ts';
import { compareAccess } from './compare-access.ts';
import { reportChanges } from './report-changes.ts';

function entry(more: Partial<AccessEntry> = {}): AccessEntry {
  return {
    method: 'GET',
    path: '/v1/orders',
    name: 'OrdersController.list',
    operationName: 'List orders',
    access: { kind: 'restricted', roles: ['ADMINS'] },
    isAccountChecked: false,
    gateway: { authorizer: true, scopes: [] },
    source: { file: 'apps/api/src/orders/orders.controller.ts', line: 12 },
    ...more,
  };
}

const users = { access: { kind: 'restricted', roles: ['ADMINS', 'USERS'] } } as const;
const signedIn = { access: { kind: 'signed-in' } } as const;
const open = { access: { kind: 'public' } } as const;

describe('compareAccess', () => {
  it('finds nothing where only the writing changed', () => {
    const reordered = entry({
      access: { kind: 'restricted', roles: ['USERS', 'ADMINS'] },
      name: 'Other.name',
    });
    expect(compareAccess([entry(users)], [reordered])).toEqual([]);
  });

  it('finds who gains', () => {
    const [change] = compareAccess([entry()], [entry(users)]);
    expect(change).toMatchObject({
      route: 'GET /v1/orders',
      gains: [{ caller: { roles: ['USERS'], scopes: [] }, isDisabled: false }],
      loses: [],
    });
  });

  it('finds who loses', () => {
    const [change] = compareAccess([entry(users)], [entry()]);
    expect(change).toMatchObject({ gains: [], loses: [{ caller: { roles: ['USERS'], scopes: [] } }] });
  });

  it('finds both in one change', () => {
    const scoped = entry({ access: { kind: 'restricted', scopes: ['orders:read'] } });
    expect(compareAccess([entry()], [scoped])).toEqual([
      expect.objectContaining({ gains: [expect.anything()], loses: [expect.anything()] }),
    ]);
  });

  it('follows a route that moved, so that moving hides no widening', () => {
    const moved = entry({ path: '/v1/all-orders', ...open });
    expect(compareAccess([entry()], [moved])).toEqual([
      expect.objectContaining({
        route: 'GET /v1/all-orders',
        movedFrom: 'GET /v1/orders',
        gains: [{ caller: undefined, isDisabled: false }],
      }),
    ]);
  });

  it('tells of routes that are gone', () => {
    expect(compareAccess([entry()], [])).toEqual([
      expect.objectContaining({ route: 'GET /v1/orders', loses: [expect.anything()] }),
    ]);
  });
});

describe('a widening', () => {
  it.each([
    ['a route that lets in more', [entry()], [entry(users)], true],
    ['a route that lets in fewer', [entry(users)], [entry()], false],
    ['a new route that is public', [], [entry(open)], true],
    ['a new route that asks for a sign-in alone', [], [entry(signedIn)], true],
    ['a new route that asks for a role', [], [entry()], false],
    ['a route that checks accounts no more', [entry({ isAccountChecked: true })], [entry()], true],
  ])('is, or is not: %s', (_what, before, after, expected) => {
    expect(compareAccess(before, after).some(isWidening)).toBe(expected);
  });

  const [change] = compareAccess([entry()], [entry(users)]);
  if (!change) throw new Error('there is a change');
  const word = acknowledge(change, 'Users see their orders.');

  it('is acknowledged by what names the route as open as it is', () => {
    expect(word).toEqual({
      route: 'GET /v1/orders',
      opensTo: users.access,
      isAccountChecked: false,
      reason: 'Users see their orders.',
    });
    expect(findAcknowledgement(change, [word])).toBe(word);
  });

  it('is acknowledged by what would open the route further', () => {
    expect(findAcknowledgement(change, [{ ...word, opensTo: { kind: 'signed-in' } }])).toBeDefined();
  });

  it.each([
    ['another route', { route: 'POST /v1/orders' }],
    ['fewer roles', { opensTo: { kind: 'restricted', roles: ['ADMINS'] } }],
    ['accounts that are checked', { isAccountChecked: true }],
  ] as const)('is not acknowledged by what names %s', (_what, other) => {
    expect(findAcknowledgement(change, [{ ...word, ...other }])).toBeUndefined();
  });

  it('is not acknowledged by what was written for an earlier one', () => {
    expect(writtenSince([word], [word])).toEqual([]);
    expect(writtenSince([], [word])).toEqual([word]);
    expect(writtenSince([word], [word, word])).toEqual([word]);
  });

  it.each(['', ' '])('is not acknowledged without a reason (%j)', (reason) => {
    expect(() => parseAcknowledgements(JSON.stringify([{ ...word, reason }]))).toThrow(
      'acknowledged-access.json: GET /v1/orders has no reason. Say why it is opened.',
    );
  });
});

describe('reportChanges', () => {
  it('says that nothing changed', () => {
    expect(reportChanges([], [], 'v1.0.0')).toBe('No caller gained or lost access since v1.0.0.\n');
  });

  it('tells each change with an example', () => {
    const before = [
      entry(),
      entry({ method: 'POST', name: 'OrdersController.place', ...users }),
      entry({ method: 'PUT', name: 'OrdersController.replace' }),
    ];
    const after = [
      entry(users),
      entry({ method: 'POST', name: 'OrdersController.place' }),
      entry({ method: 'PATCH', name: 'OrdersController.amend' }),
    ];
    expect(reportChanges(compareAccess(before, after), [], 'main')).toBe(`Access since main:

### Widened

- \`GET /v1/orders\`: **role ADMINS** → **role ADMINS or USERS** (apps/api/src/orders/orders.controller.ts:12)
  gains access: a caller with the role USERS and no scope
  **not acknowledged**

### New

- \`PATCH /v1/orders\`: **role ADMINS** (apps/api/src/orders/orders.controller.ts:12)
  gains access: a caller with the role ADMINS and no scope

### Narrowed

- \`POST /v1/orders\`: **role ADMINS or USERS** → **role ADMINS** (apps/api/src/orders/orders.controller.ts:12)
  loses access: a caller with the role USERS and no scope

### Gone

- \`PUT /v1/orders\`: **role ADMINS** (apps/api/src/orders/orders.controller.ts:12)
  loses access: a caller with the role ADMINS and no scope
`);
  });

  it('repeats the reason of an acknowledgement', () => {
    const changes = compareAccess([entry({ path: '/old' })], [entry(users)]);
    const word = changes.map((change) => acknowledge(change, 'Asked for by support.'));
    expect(reportChanges(changes, word, 'main')).toContain(
      '- `GET /v1/orders` (was `GET /old`): **role ADMINS** → **role ADMINS or USERS**',
    );
    expect(reportChanges(changes, word, 'main')).toContain('acknowledged: Asked for by support.');
  });
});
