import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Injectable,
  Module,
  Scope,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { APP_GUARD, ApplicationConfig, ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { startControllers } from '../test/start-controllers.ts';
import { Public } from './declare.decorators.ts';
import { findGuards } from './find-guards.ts';
import { listRoutes } from './list-routes.ts';

class PassingGuard implements CanActivate {
  canActivate(): boolean {
    return true;
  }
}
class GlobalGuard extends PassingGuard {}
class UsedGuard extends PassingGuard {}
class ClassGuard extends PassingGuard {}
class MethodGuard extends PassingGuard {}
class InstanceGuard extends PassingGuard {}
@Injectable({ scope: Scope.REQUEST })
class ScopedGuard extends PassingGuard {}

const shared = new InstanceGuard();

class PassingInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    return next.handle();
  }
}

@Controller('guarded')
@UseGuards(ClassGuard, shared)
@UseInterceptors(PassingInterceptor)
class GuardedController {
  @Public()
  @UseGuards(MethodGuard, ScopedGuard)
  @Get()
  one(): void {}

  @Public()
  @UseGuards(shared)
  @Get('two')
  two(): void {}
}

@Module({ providers: [{ provide: APP_GUARD, useClass: GlobalGuard }] })
class GuardModule {}

let app: NestExpressApplication;
afterEach(() => app.close());

async function namesOf(controllers: Type[], modules: Type[] = []): Promise<readonly string[]> {
  app = await startControllers(controllers, (app) => app.useGlobalGuards(new UsedGuard()), modules);
  const container = app.get(ModulesContainer);
  const routes = listRoutes(app.getHttpAdapter() as unknown as AbstractHttpAdapter, container);
  return [...findGuards(app.get(ApplicationConfig), container, routes)]
    .map(({ constructor }) => constructor.name)
    .toSorted();
}

describe('the guards of an application', () => {
  it('are those of every place, once, but for ours and those that are made for each request', async () => {
    expect(await namesOf([GuardedController], [GuardModule])).toEqual([
      'ClassGuard',
      'GlobalGuard',
      'InstanceGuard',
      'MethodGuard',
      'UsedGuard',
    ]);
  });
});
