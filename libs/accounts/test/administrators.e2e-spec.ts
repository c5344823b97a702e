import { afterEach, describe, expect, it } from '@jest/globals';
import { Module, type DynamicModule } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import { listRoutes, type Role } from '@lambda-nest/access';
import { startApi, type TestApi } from '@lambda-nest/testing/api';
import { AccountsModule, type AccountsOptions } from '../src/index.ts';

@Module({})
class RootModule {
  static with(options: AccountsOptions): DynamicModule {
    return { module: RootModule, imports: [AccountsModule.forRoot(options)] };
  }
}

// A role of another application than the one in this repository.
const OPERATORS = 'OPERATORS' as string as Role;

let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const start = async (options: AccountsOptions, ACCOUNTS = 'on'): Promise<TestApi> =>
  (api = await startApi({ module: RootModule.with(options), environment: { ACCOUNTS } }));

const list = async ({ request, bearer }: TestApi, ...groups: string[]): Promise<number> =>
  (await request({ path: '/v1/admin/users', headers: bearer({ groups }) })).status;

describe('the routes of accounts', () => {
  it('are for the role that the application names, and for no other', async () => {
    const started = await start({ administrators: OPERATORS });
    expect(await list(started, 'ADMINS')).toBe(403);
    expect([200, 503]).toContain(await list(started, 'OPERATORS'));
    const routes = listRoutes(
      started.app.getHttpAdapter() as unknown as AbstractHttpAdapter,
      started.app.get(ModulesContainer),
    ).filter(({ path }) => path.startsWith('/v1/admin/users'));
    expect(routes).toHaveLength(7);
    for (const { name, declaration } of routes) {
      expect(name).toMatch(/^AccountsController\./);
      expect(declaration).toEqual({ kind: 'restricted', roles: ['OPERATORS'] });
    }
  });

  it('are for ADMINS where it names none', async () => {
    const started = await start({});
    expect(await list(started, 'OPERATORS')).toBe(403);
    expect([200, 503]).toContain(await list(started, 'ADMINS'));
  });

  it('are not there where accounts are not managed', async () => {
    expect(await list(await start({ administrators: OPERATORS }, 'off'), 'OPERATORS')).toBe(404);
  });
});
