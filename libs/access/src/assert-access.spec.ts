import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { All, Controller, Get, Inject, Module, Post, type INestApplication, type Type } from '@nestjs/common';
import { APP_GUARD, ModulesContainer, NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { createLog } from '#log';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { AccessModule } from './access.module.ts';
import { assertAccess, type AccessFault } from './assert-access.ts';
import { AuthGuard } from './auth.guard.ts';
import { Public, Roles, SignedIn } from './declare.decorators.ts';
import { listRoutes } from './list-routes.ts';
import { RolesGuard } from './roles.guard.ts';

const access = AccessModule.forRoot({
  verifier: { verify: () => Promise.reject(new Error('not asked')), prefetch: () => {} },
  rolesClaim: 'groups',
  log: createLog({ level: 'silent' }),
});

@Controller('orders')
@Roles('USERS')
class OrdersController {
  @Get()
  list(): void {}

  @Public()
  @Get([':id/label', ':id/invoice'])
  print(): void {}
}

abstract class Listing {
  @SignedIn()
  @Get('list')
  list(): void {}
}

@Controller('cats')
class CatsController extends Listing {}

@Controller('dogs')
class DogsController extends Listing {}

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): void {}

  @Post()
  write(): void {}
}

let app: NestExpressApplication;

async function start(
  controllers: Type[],
  before: (app: NestExpressApplication) => void = () => {},
): Promise<INestApplication> {
  @Module({ imports: [access], controllers })
  class TestModule {}
  app = await NestFactory.create<NestExpressApplication>(TestModule, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  before(app);
  return app.init();
}

const routes = () =>
  listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer)).map(
    ({ method, path, name, declaration }) => [method, path, name, declaration?.kind],
  );

function faultsOf(check: () => void): readonly string[] {
  try {
    check();
  } catch (error) {
    return (error as AccessFault).faults;
  }
  return [];
}

@Controller('users')
class UsersController {
  @SignedIn()
  @Get('me')
  me(): void {}

  @Public()
  @Get(':id')
  one(): void {}

  @Roles('ADMINS')
  @Get('admin')
  admin(): void {}

  @Roles('ADMINS')
  @Post('admin')
  write(): void {}
}

afterEach(() => app.close());

describe('listRoutes', () => {
  it('finds every path of every method with the declaration that governs it', async () => {
    await start([OrdersController]);
    expect(routes()).toEqual([
      ['GET', '/orders', 'OrdersController.list', 'restricted'],
      ['GET', '/orders/:id/label', 'OrdersController.print', 'public'],
      ['GET', '/orders/:id/invoice', 'OrdersController.print', 'public'],
    ]);
  });

  it('follows a global prefix', async () => {
    await start([OrdersController], (nest) => nest.setGlobalPrefix('v2'));
    expect(routes()[0]).toEqual(['GET', '/v2/orders', 'OrdersController.list', 'restricted']);
  });

  it('tells apart subclasses that share a handler', async () => {
    await start([CatsController, DogsController]);
    expect(routes()).toEqual([
      ['GET', '/cats/list', 'CatsController.list', 'signed-in'],
      ['GET', '/dogs/list', 'DogsController.list', 'signed-in'],
    ]);
  });

  it.each(['before', 'after'])(
    'tells apart subclasses of which one path begins like the other’s, %s it',
    async (order) => {
      @Controller('cat')
      class CatController extends Listing {}
      @Controller('big/cats')
      class BigCatsController extends Listing {}
      const controllers = [CatController, CatsController, BigCatsController];
      const ordered = order === 'before' ? controllers : controllers.toReversed();
      await start(ordered, (nest) => nest.setGlobalPrefix('v2'));
      expect(
        routes()
          .filter(([, , , kind]) => kind)
          .toSorted(),
      ).toEqual([
        ['GET', '/v2/big/cats/list', 'BigCatsController.list', 'signed-in'],
        ['GET', '/v2/cat/list', 'CatController.list', 'signed-in'],
        ['GET', '/v2/cats/list', 'CatsController.list', 'signed-in'],
      ]);
    },
  );

  it('tells them apart whatever slashes their paths are written with', async () => {
    @Controller('/big/cats/')
    class BigCatsController extends Listing {}
    @Controller('small//cats')
    class SmallCatsController extends Listing {}
    await start([DogsController, BigCatsController, SmallCatsController]);
    expect(routes().slice(1)).toEqual([
      ['GET', '/big/cats/list', 'BigCatsController.list', 'signed-in'],
      ['GET', '/small//cats/list', 'SmallCatsController.list', 'signed-in'],
    ]);
  });

  it('knows a subclass that overrides a handler by its own', async () => {
    @Controller('birds')
    class BirdsController extends Listing {
      @Public()
      @Get('list')
      override list(): void {}

      help(): void {}

      get size(): number {
        return 1;
      }
    }
    await start([BirdsController, CatsController, DogsController]);
    expect(routes()).toEqual([
      ['GET', '/birds/list', 'BirdsController.list', 'public'],
      ['GET', '/cats/list', 'CatsController.list', 'signed-in'],
      ['GET', '/dogs/list', 'DogsController.list', 'signed-in'],
    ]);
  });

  it('finds a controller of several paths and none at all', async () => {
    @Controller(['', 'wolves'])
    class WolvesController extends Listing {}
    await start([WolvesController, CatsController]);
    expect(routes().map(([, path, name]) => [path, name])).toEqual([
      ['/list', 'WolvesController.list'],
      ['/wolves/list', 'WolvesController.list'],
      ['/cats/list', 'CatsController.list'],
    ]);
  });

  it('finds routes that were mounted on Express itself, in routers too', async () => {
    const router = express.Router().get('/inner', () => {});
    await start([], (nest) =>
      nest
        .use('/outer', router)
        .getHttpAdapter()
        .getInstance()
        .all('/raw', function raw() {}),
    );
    const server = app.getHttpAdapter().getInstance() as express.Express;
    server.route('/every').all(function every() {});
    const nine = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace', 'search'] as const;
    const some = server.route('/some');
    for (const method of nine) some[method](function some() {});
    const raw = routes();
    expect(raw.slice(0, 3)).toEqual([
      ['GET', '/inner', 'anonymous', undefined],
      ['*', '/raw', 'raw', undefined],
      ['*', '/every', 'every', undefined],
    ]);
    expect(raw.slice(3)).toEqual(nine.map((method) => [method.toUpperCase(), '/some', 'some', undefined]));
  });
});

describe('AccessModule', () => {
  it('offers what it was given to whoever imports it', async () => {
    @Controller('options')
    class OptionsController {
      constructor(@Inject(ACCESS_OPTIONS) readonly options: AccessOptions) {}
    }
    await start([OptionsController]);
    expect(app.get(OptionsController).options.rolesClaim).toBe('groups');
  });
});

describe('assertAccess', () => {
  it('accepts an application that declares everything', async () => {
    await start([OrdersController, CatsController]);
    expect(() => assertAccess(app)).not.toThrow();
  });

  it('lists every undeclared route at once, with what to do', async () => {
    await start([ForgottenController]);
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'GET /forgotten (ForgottenController.read) declares nobody. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
      'POST /forgotten (ForgottenController.write) declares nobody. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
    ]);
    expect(() => assertAccess(app)).toThrow(
      expect.objectContaining({
        name: 'AccessFault',
        code: 'ACCESS_FAULT',
        message:
          'The application will not start, because access is not fully declared:\n' +
          '  - GET /forgotten (ForgottenController.read) declares nobody. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).\n' +
          '  - POST /forgotten (ForgottenController.write) declares nobody. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
      }),
    );
  });

  it('refuses a route on Express itself', async () => {
    await start([], (nest) =>
      nest
        .getHttpAdapter()
        .getInstance()
        .get('/raw', function raw() {}),
    );
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'GET /raw (raw) is mounted on Express itself, where no guard sees it. Make it a controller route.',
    ]);
  });

  it('refuses a route that is never reached, and takes a literal one before a parameter', async () => {
    await start([UsersController]);
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'GET /users/admin (UsersController.admin) is shadowed by GET /users/:id (UsersController.one), ' +
        'which is matched before it. Declare it first.',
    ]);
  });

  it('refuses a route that is there twice, in whichever controller and by whatever parameter', async () => {
    @Controller('users')
    class MoreUsersController {
      @Public()
      @Get('me')
      me(): void {}

      @Roles('ADMINS')
      @Get(':name')
      one(): void {}
    }
    @Controller('users')
    class Users {
      @SignedIn()
      @Get('me')
      me(): void {}

      @Public()
      @Get(':id')
      one(): void {}
    }
    await start([Users, MoreUsersController]);
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'GET /users/me (MoreUsersController.me) is the same route as GET /users/me (Users.me), ' +
        'which is matched before it. Keep one of them.',
      'GET /users/:name (MoreUsersController.one) is the same route as GET /users/:id (Users.one), ' +
        'which is matched before it. Keep one of them.',
    ]);
  });

  it('tells a route of one method from one of all', async () => {
    @Public()
    @Controller('users')
    class AllController {
      @All('me')
      any(): void {}

      @Get('me')
      me(): void {}
    }
    await start([AllController]);
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'GET /users/me (AllController.me) is shadowed by * /users/me (AllController.any), ' +
        'which is matched before it. Declare it first.',
    ]);
  });

  it('refuses guards in the wrong order, and missing ones', async () => {
    @Module({ providers: [{ provide: APP_GUARD, useClass: RolesGuard }] })
    class Wrong {}
    app = await NestFactory.create<NestExpressApplication>(Wrong, { logger: false, abortOnError: false });
    await app.init();
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'The global guards are missing. Import AccessModule.forRoot(…) in the root module.',
    ]);
    await app.close();
    @Module({})
    class None {}
    app = await NestFactory.create<NestExpressApplication>(None, { logger: false, abortOnError: false });
    app.useGlobalGuards(Object.create(AuthGuard.prototype) as AuthGuard);
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'The global guards are missing. Import AccessModule.forRoot(…) in the root module.',
    ]);
    await app.close();
    app = await NestFactory.create<NestExpressApplication>(Wrong, { logger: false, abortOnError: false });
    await app.init();
    app.useGlobalGuards(Object.create(AuthGuard.prototype) as AuthGuard);
    expect(faultsOf(() => assertAccess(app))).toEqual([
      'RolesGuard runs before AuthGuard. Import AccessModule once, in the root module.',
    ]);
  });
});
