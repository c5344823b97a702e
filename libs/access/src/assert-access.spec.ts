import { afterEach, describe, expect, it } from '@jest/globals';
import {
  All,
  Controller,
  Get,
  Inject,
  Module,
  Post,
  RequestMethod,
  type MiddlewareConsumer,
  type NestMiddleware,
  type Type,
} from '@nestjs/common';
import {
  APP_GUARD,
  ApplicationConfig,
  ModulesContainer,
  NestFactory,
  type AbstractHttpAdapter,
} from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { CatsController, OrdersController, startControllers } from '../test/start-controllers.ts';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { violationsOf } from '../test/violations-of.ts';
import { assertAccess } from './assert-access.ts';
import { AuthGuard } from './auth.guard.ts';
import { Public, Roles, SignedIn } from './declare.decorators.ts';
import { knowLayers } from './layers.ts';
import { listRoutes } from './list-routes.ts';
import { RolesGuard } from './roles.guard.ts';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read(): void {}

  @Post()
  write(): void {}
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

let app: NestExpressApplication;
const start = async (...given: Parameters<typeof startControllers>): Promise<void> => {
  app = await startControllers(...given);
};
afterEach(() => app.close());

const adapterOf = (of: NestExpressApplication) => of.getHttpAdapter() as unknown as AbstractHttpAdapter;

describe('AccessModule', () => {
  it('offers what it was given to modules that import it', async () => {
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
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'GET /forgotten (ForgottenController.read) declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
      'POST /forgotten (ForgottenController.write) declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
    ]);
    expect(() => assertAccess(app)).toThrow(
      expect.objectContaining({
        name: 'AccessViolation',
        code: 'ACCESS_VIOLATION',
        message:
          'The application will not start, because access is not fully declared:\n' +
          '  - GET /forgotten (ForgottenController.read) declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).\n' +
          '  - POST /forgotten (ForgottenController.write) declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).',
      }),
    );
  });

  it('says of many undeclared routes the first, and how many more there are', async () => {
    @Controller('many')
    class ManyController {
      @Get(Array.from({ length: 20 }, (_, index) => `route-${index}`))
      read(): void {}
    }
    await start([ManyController]);
    expect(violationsOf(() => assertAccess(app))).toHaveLength(20);
    expect(() => assertAccess(app)).toThrow(
      /(?:\n {2}- GET \/many\/route-\d .*){8}\n {2}and 12 more like these$/,
    );
  });

  it('rejects a route that another copy of the package declared', async () => {
    const other = (await import('./declare.decorators.ts?copy' as string)) as { Roles: typeof Roles };
    expect(other.Roles).not.toBe(Roles);
    @Controller('copied')
    class CopiedController {
      @other.Roles('ADMINS')
      @Get()
      read(): void {}
    }
    await start([CopiedController, OrdersController]);
    expect(violationsOf(() => assertAccess(app))).toEqual([
      '@lambda-nest/access is loaded twice: another copy than the one that guards it declared GET /copied ' +
        '(CopiedController.read). npm ls @lambda-nest/access shows who asks for which version; make them agree, and install again.',
    ]);
  });

  it('rejects a route on Express itself', async () => {
    await start([], (nest) =>
      nest
        .getHttpAdapter()
        .getInstance()
        .get('/raw', function raw() {}),
    );
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'GET /raw (raw) is mounted on Express itself, where no guard sees it. Make it a controller route.',
    ]);
  });

  it('rejects a route that is never reached, and takes a literal one before a parameter', async () => {
    await start([UsersController]);
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'GET /users/admin (UsersController.admin) is shadowed by GET /users/:id (UsersController.one), ' +
        'which is matched before it. Declare it first.',
    ]);
  });

  it('rejects a route that is there twice, in whichever controller and by whatever parameter', async () => {
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
    expect(violationsOf(() => assertAccess(app))).toEqual([
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
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'GET /users/me (AllController.me) is shadowed by * /users/me (AllController.any), ' +
        'which is matched before it. Declare it first.',
    ]);
  });

  it('rejects guards in the wrong order, and missing ones', async () => {
    const options = { provide: ACCESS_OPTIONS, useValue: {} };
    @Module({ providers: [options, { provide: APP_GUARD, useClass: RolesGuard }] })
    class Wrong {}
    const create = (module: Type) =>
      NestFactory.create<NestExpressApplication>(module, { logger: false, abortOnError: false });
    app = await create(Wrong);
    await app.init();
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'The global guards are missing. Import AccessModule.forRoot(…) in the root module.',
    ]);
    await app.close();
    @Module({})
    class None {}
    app = await create(None);
    app.useGlobalGuards(Object.create(AuthGuard.prototype) as AuthGuard);
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'The global guards are missing. Import AccessModule.forRoot(…) in the root module.',
    ]);
    await app.close();
    app = await create(Wrong);
    await app.init();
    app.useGlobalGuards(Object.create(AuthGuard.prototype) as AuthGuard);
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'RolesGuard runs before AuthGuard. Import AccessModule once, in the root module.',
    ]);
  });

  it('rejects a guard that runs before ours', async () => {
    await start([OrdersController]);
    const guards = app.get(ApplicationConfig).getGlobalGuards();
    guards.splice(1, 0, { canActivate: () => true });
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'Another guard runs before AuthGuard and RolesGuard. Import AccessModule before the modules that bring guards.',
    ]);
    guards.splice(1, 1);
    guards.push({ canActivate: () => true });
    expect(violationsOf(() => assertAccess(app))).toEqual([]);
  });

  it('rejects what was put on Express itself, once the module watches it', async () => {
    const respond = (): void => {};
    await start([OrdersController], (app) => {
      app.use('/x', respond);
      app.use(() => undefined);
      app.useStaticAssets('.');
      knowLayers(adapterOf(app), () => app.use('/known', respond));
    });
    const remedy =
      'Apply it in a module, consumer.apply(…).forRoutes(…), or in configureApp of the root module.';
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'Static files are served that no route declares. Send them from a controller.',
      `respond was put on Express itself as a middleware. ${remedy}`,
      `A function without a name was put on Express itself as a middleware. ${remedy}`,
    ]);
  });

  it('rejects a route that is mounted while middleware is known', async () => {
    await start([OrdersController], (app) => {
      knowLayers(adapterOf(app), () =>
        app.use(
          '/x',
          express.Router().get('/y', () => undefined),
        ),
      );
    });
    expect(violationsOf(() => assertAccess(app))).toEqual([
      'GET /y (anonymous) is mounted on Express itself, where no guard sees it. Make it a controller route.',
    ]);
  });

  it('accepts middleware that a module binds to a route', async () => {
    class PassingMiddleware implements NestMiddleware {
      use(_request: unknown, _response: unknown, next: () => void): void {
        next();
      }
    }
    @Module({})
    class BindingModule {
      configure(consumer: MiddlewareConsumer): void {
        consumer.apply(PassingMiddleware).forRoutes({ path: 'orders', method: RequestMethod.GET });
      }
    }
    await start([OrdersController], undefined, [BindingModule]);
    expect(violationsOf(() => assertAccess(app))).toEqual([]);
    expect(listRoutes(adapterOf(app), app.get(ModulesContainer)).map(({ name }) => name)).toEqual([
      'OrdersController.list',
      'OrdersController.print',
      'OrdersController.print',
    ]);
  });
});
