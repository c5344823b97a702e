import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Res } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import { AuthGuard, describeDeclaration, listRoutes, Public, Roles, RolesGuard } from '@lambda-nest/access';
import { AppModule } from '../src/app.module.ts';
import { createApp } from '../../../libs/application/src/create-app.ts';
import { startApi, TEST_ENVIRONMENT, type TestApi } from './start-api.ts';

/** Every route there is and who may call it. Whoever adds one says it here too, for the reviewer. */
const ACCESS_TABLE = {
  'GET /v1/manage/hc': 'public',
  'POST /v1/auth/token': 'public',
  'POST /v1/auth/revoke': 'public',
  'POST /v1/auth/password-reset': 'public',
  'POST /v1/auth/verification': 'signed in',
  'POST /v1/auth/sign-up': 'public',
  'GET /v1/users/whoami': 'role USERS or ADMINS',
  'GET /v1/admin/endpoints': 'role ADMINS',
  'GET /v1/admin/users': 'role ADMINS',
  'GET /v1/admin/users/:id': 'role ADMINS',
  'PUT /v1/admin/users/:id/grants': 'role ADMINS',
  'POST /v1/admin/users/:id/disable': 'role ADMINS',
  'POST /v1/admin/users/:id/enable': 'role ADMINS',
  'POST /v1/admin/users/:id/password-reset': 'role ADMINS',
  'POST /v1/admin/users/:id/revoke-sessions': 'role ADMINS',
  'GET /v1/docs': 'public',
  'GET /v1/docs/assets/:file': 'public',
  'GET /v1/openapi.json': 'public',
  'GET /v1/redoc': 'public',
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
    const table = routes().map(({ method, path, declaration }) => [
      `${method} ${path}`,
      declaration ? describeDeclaration(declaration) : 'undeclared',
    ]);
    expect(Object.fromEntries(table)).toEqual(ACCESS_TABLE);
    expect(table).toHaveLength(Object.keys(ACCESS_TABLE).length);
  });

  it('answers 401 to nobody on every route that is not public, whatever the gateway claims', async () => {
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

describe('an application with a faulty route does not start', () => {
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
      'it declares nobody',
      Forgotten,
      'declares nobody. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
    ],
    ['a parameter route stands before a protected one', Shadowing, 'shadow'],
  ])('when %s', async (_case, controller, message) => {
    @Module({ imports: [AppModule], controllers: [controller] })
    class Faulty {}
    await expect(createApp(Faulty, { environment: TEST_ENVIRONMENT })).rejects.toThrow(message);
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
    const { buildContext } = await import('../../../libs/testing/src/events/build-event.ts');
    const { status, json } = await hanging.request({ path: '/hang' }, buildContext({ remainingMs: 300 }));
    expect(status).toBe(503);
    expect(json()).toMatchObject({ code: '503000' });
    await hanging.close();
  });
});
