import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, type Type } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { Public, type AccessViolation } from '@lambda-nest/access';
import { startApi, type TestApi } from './start-api.ts';
import { moduleWith, OrdersController, type Configure } from './team-module.ts';

let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function start(module: Type): Promise<TestApi> {
  api = await startApi({ module });
  return api;
}

async function violationsOf(module: Type): Promise<readonly string[]> {
  try {
    await start(module);
  } catch (error) {
    return (error as AccessViolation).violations;
  }
  return [];
}

describe('what is put on Express behind Nest', () => {
  const MESSAGE =
    'was put on Express itself as a middleware. ' +
    'Apply it in a module, consumer.apply(…).forRoutes(…), or in configureApp of the root module.';
  const respond = (_request: IncomingMessage, response: ServerResponse): void => void response.end('x');

  it.each<[string, (adapter: AbstractHttpAdapter) => unknown, string]>([
    ['adapter.use', (adapter) => adapter.use('/x', respond), `respond ${MESSAGE}`],
    ['express.use', (adapter) => adapter.getInstance<express.Express>().use(respond), `respond ${MESSAGE}`],
    ['a mounted application', (adapter) => adapter.use('/x', express()), `mounted_app ${MESSAGE}`],
    [
      'adapter.get',
      (adapter) => adapter.get('/x', respond),
      'GET /x (respond) is mounted on Express itself, where no guard sees it. Make it a controller route.',
    ],
    [
      'a router',
      (adapter) => adapter.use('/y', express.Router().get('/x', respond)),
      'GET /x (respond) is mounted on Express itself, where no guard sees it. Make it a controller route.',
    ],
    [
      'static files',
      (adapter) => (adapter as unknown as NestExpressApplication).useStaticAssets('.'),
      'Static files are served that no route declares. Send them from a controller.',
    ],
  ])('keeps the application from starting: %s', async (_what, onInit, violation) => {
    expect(await violationsOf(moduleWith({ onInit }))).toEqual([violation]);
  });

  it.each<[string, Configure, string]>([
    [
      'static files',
      (app) => void app.useStaticAssets('.'),
      'Static files are served that no route declares. Send them from a controller.',
    ],
    [
      'a router',
      (app) => void app.use(express.Router().get('/x', respond)),
      'GET /x (respond) is mounted on Express itself, where no guard sees it. Make it a controller route.',
    ],
  ])('does so in configureApp as well: %s', async (_what, configureApp, violation) => {
    expect(await violationsOf(moduleWith({ configureApp }))).toEqual([violation]);
  });
});

describe('a wildcard route', () => {
  @Public()
  @Controller()
  class CatchAllController {
    @Get('{*path}')
    any(): string {
      return 'any';
    }
  }

  it('does not start before guarded routes that it would take', async () => {
    expect(await violationsOf(moduleWith({ controllers: [CatchAllController, OrdersController] }))).toContain(
      'GET /orders/secret (OrdersController.secret) is shadowed by GET /{*path} (CatchAllController.any), ' +
        'which is matched before it. Declare it first.',
    );
  });

  it('takes what no other route takes, as its declaration says', async () => {
    const { request } = await start(moduleWith({ controllers: [OrdersController, CatchAllController] }));
    expect((await request({ path: '/orders/secret' })).status).toBe(401);
    expect((await request({ path: '/anything/else' })).text).toBe('any');
  });
});
