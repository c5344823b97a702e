import { afterEach, describe, expect, it } from '@jest/globals';
import { All, Controller, Get, Post } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CatsController, DogsController, startControllers } from '../test/start-controllers.ts';
import { applyRouteScopes } from './apply-route-scopes.ts';
import { Public, Roles, Scopes, SignedIn } from './declare.decorators.ts';
import { listRoutes } from './list-routes.ts';

@Controller('orders')
@Roles('USERS')
class OrdersController {
  @Get()
  list(): void {}

  @Scopes('orders:write')
  @Post()
  write(): void {}

  @Get([':id/label', ':id/invoice'])
  print(): void {}

  @SignedIn()
  @All('any')
  any(): void {}

  @Public()
  @Get('open')
  open(): void {}
}

let app: NestExpressApplication;
afterEach(() => app.close());

const start = async (): Promise<void> => {
  app = await startControllers([OrdersController, CatsController, DogsController], (made) => {
    made.getHttpAdapter().get('/raw', function raw() {});
  });
};

/** Who may call each route, with what was applied. */
const declarations = () =>
  Object.fromEntries(
    listRoutes(app.getHttpAdapter() as unknown as AbstractHttpAdapter, app.get(ModulesContainer)).map(
      ({ method, path, declaration }) => [`${method} ${path}`, declaration],
    ),
  );

const DECLARED = {
  'GET /raw': undefined,
  'GET /orders': { kind: 'restricted', roles: ['USERS'] },
  'POST /orders': { kind: 'restricted', scopes: ['orders:write'] },
  'GET /orders/:id/label': { kind: 'restricted', roles: ['USERS'] },
  'GET /orders/:id/invoice': { kind: 'restricted', roles: ['USERS'] },
  '* /orders/any': { kind: 'signed-in' },
  'GET /orders/open': { kind: 'public' },
  'GET /cats/list': { kind: 'signed-in' },
  'GET /dogs/list': { kind: 'signed-in' },
};

describe('scopes of operators', () => {
  it('stand in place of the declared ones, route by route, and nothing else changes', async () => {
    await start();
    expect(declarations()).toEqual(DECLARED);
    const applied = applyRouteScopes(
      app,
      new Map([
        ['GET /orders', ['orders:read', 'orders:admin']],
        ['POST /orders', ['orders:admin']],
        ['ANY /orders/any', ['any']],
      ]),
    );
    expect(applied).toEqual([]);
    expect(declarations()).toEqual({
      ...DECLARED,
      'GET /orders': { kind: 'restricted', roles: ['USERS'], scopes: ['orders:read', 'orders:admin'] },
      'POST /orders': { kind: 'restricted', scopes: ['orders:admin'] },
      '* /orders/any': { kind: 'restricted', scopes: ['any'] },
    });
  });

  it('are those of one controller where two inherit a method', async () => {
    await start();
    expect(applyRouteScopes(app, new Map([['GET /cats/list', ['cats']]]))).toEqual([]);
    expect(declarations()).toEqual({
      ...DECLARED,
      'GET /cats/list': { kind: 'restricted', scopes: ['cats'] },
    });
  });

  it('are those of one application where two have the same controllers', async () => {
    await start();
    const other = app;
    await start();
    applyRouteScopes(other, new Map([['GET /cats/list', ['cats']]]));
    expect(declarations()).toEqual(DECLARED);
    await other.close();
  });

  it('are the same for all paths of a method, which its guards cannot tell apart', async () => {
    await start();
    const label = 'GET /orders/{id}/label';
    const invoice = 'GET /orders/{id}/invoice';
    expect(applyRouteScopes(app, new Map([[label, ['print']]]))).toEqual([
      `${label} is served by OrdersController.print as ${invoice} is. Give both the same scopes.`,
    ]);
    const different = new Map([
      [label, ['print']],
      [invoice, ['bill']],
    ]);
    expect(applyRouteScopes(app, different)).toHaveLength(2);
    expect(declarations()).toEqual(DECLARED);
    const same = new Map([
      [label, ['print']],
      [invoice, ['print']],
    ]);
    expect(applyRouteScopes(app, same)).toEqual([]);
    expect(declarations()).toMatchObject({
      'GET /orders/:id/label': { scopes: ['print'] },
      'GET /orders/:id/invoice': { scopes: ['print'] },
    });
  });

  it('are put in force all together or not at all', async () => {
    await start();
    const wanted = new Map([
      ['GET /orders', ['orders:read']],
      ['GET /nowhere', ['a']],
      ['GET /orders/open', ['a']],
    ]);
    expect(applyRouteScopes(app, wanted)).toEqual([
      expect.stringContaining('GET /nowhere is no route of this deployment.'),
      expect.stringContaining('GET /orders/open is public'),
    ]);
    expect(declarations()).toEqual(DECLARED);
  });
});
