import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Res } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import {
  AuthGuard,
  describeDeclaration,
  listRoutes,
  Public,
  Roles,
  RolesGuard,
  type Declaration,
} from '@lambda-nest/access';
import { AppModule } from '../src/app.module.ts';
import { createApp } from '@lambda-nest/application';
import { startApi, TEST_ENVIRONMENT, type TestApi } from './start-api.ts';

/** Every route there is and who may call it, as it was committed and reviewed. */
const ACCESS_TABLE = JSON.parse(readFileSync('infra/generated/access.json', 'utf8')) as {
  routes: readonly Readonly<{ method: string; path: string; access: Declaration }>[];
};

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const routes = () =>
  listRoutes(api.app.getHttpAdapter() as AbstractHttpAdapter, api.app.get(ModulesContainer));

describe('the application', () => {
  it('serves exactly the routes of the access table, to exactly those callers', () => {
    const served = routes().map(
      ({ method, path, declaration }) =>
        `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}: ${declaration ? describeDeclaration(declaration) : 'undeclared'}`,
    );
    const declared = ACCESS_TABLE.routes.map(
      ({ method, path, access }) => `${method} ${path}: ${describeDeclaration(access)}`,
    );
    expect(served.toSorted()).toEqual(declared.toSorted());
  });

  it('replies 401 without a token on every route that is not public, whatever the gateway claims', async () => {
    const closed = routes().filter(({ declaration }) => declaration?.kind !== 'public');
    expect(closed.length).toBeGreaterThan(0);
    for (const { method, path } of closed) {
      const { status } = await api.request({
        method,
        path: path.replaceAll(/:\w+/g, 'x'),
        claims: { groups: ['ADMINS'] },
      });
      expect([method, path, status]).toEqual([method, path, 401]);
    }
  });

  it('asks who you are before it asks whether you may', () => {
    const guards = api.app.get(ApplicationConfig, { strict: false }).getGlobalGuards();
    const order = guards.map((guard) => guard.constructor);
    expect(order.indexOf(AuthGuard)).toBeGreaterThanOrEqual(0);
    expect(order.indexOf(AuthGuard)).toBeLessThan(order.indexOf(RolesGuard));
  });
});

describe('an application with a wrong route does not start', () => {
  @Controller('forgotten')
  class Forgotten {
    @Get()
    read(): void {}
  }

  @Controller('users')
  class Shadowing {
    @Public()
    @Get(':id')
    one(): void {}

    @Roles('ADMINS')
    @Get('admin')
    admin(): void {}
  }

  it.each([
    [
      'it declares no access',
      Forgotten,
      'declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
    ],
    ['a parameter route stands before a protected one', Shadowing, 'shadow'],
  ])('when %s', async (_case, controller, message) => {
    @Module({ imports: [AppModule], controllers: [controller] })
    class Wrong {}
    await expect(createApp(Wrong, { environment: TEST_ENVIRONMENT })).rejects.toThrow(message);
  });
});

describe('a handler that never answers', () => {
  @Controller('hang')
  class Hanging {
    @Public()
    @Get()
    hang(@Res() _response: unknown): void {}
  }

  @Module({ imports: [AppModule], controllers: [Hanging] })
  class WithHanging {}

  it('is answered for before the function times out', async () => {
    const hanging = await startApi({ module: WithHanging });
    const { buildContext } = await import('@lambda-nest/testing');
    const { status, json } = await hanging.request({ path: '/hang' }, buildContext({ remainingMs: 300 }));
    expect(status).toBe(503);
    expect(json()).toMatchObject({ code: '503000' });
    await hanging.close();
  });
});
