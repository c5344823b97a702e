import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import {
  CatsController,
  DogsController,
  Listing,
  OrdersController,
  startControllers,
} from '../test/start-controllers.ts';
import { Public } from './declare.decorators.ts';
import { listRoutes } from './list-routes.ts';

let app: NestExpressApplication;
const start = async (...given: Parameters<typeof startControllers>): Promise<void> => {
  app = await startControllers(...given);
};
afterEach(() => app.close());

const routes = () =>
  listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer)).map(
    ({ method, path, name, declaration }) => [method, path, name, declaration?.kind],
  );

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
