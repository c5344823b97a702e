import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readNames } from './read-names.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'names-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (routes: readonly object[]): void =>
  writeFileSync(join(folder, 'access.json'), JSON.stringify({ routes }));
const orders = {
  name: 'OrdersController.list',
  access: { kind: 'restricted', roles: ['USERS', 'STAFF'], scopes: ['orders:read'] },
};

it('finds what routes ask for, each once, and who manages accounts', async () => {
  const accounts = {
    name: 'AccountsController.listAccounts',
    access: { kind: 'restricted', roles: ['OPERATORS'] },
  };
  write([orders, orders, accounts, { name: 'HealthController.check', access: { kind: 'public' } }]);
  expect(await readNames(folder)).toEqual({
    roles: ['USERS', 'STAFF', 'OPERATORS'],
    scopes: ['orders:read'],
    administrators: 'OPERATORS',
  });
});

it('finds nobody who manages accounts where the API has no such routes', async () => {
  write([orders]);
  expect((await readNames(folder)).administrators).toBeUndefined();
});
