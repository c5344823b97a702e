import 'reflect-metadata';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createLog } from '@lambda-nest/log';
import { AccessModule } from '../src/access.module.ts';
import { Public, Roles, SignedIn } from '../src/declare.decorators.ts';

const access = AccessModule.forRoot({
  verifier: { verify: () => Promise.reject(new Error('not asked')), prefetch: () => {} },
  rolesClaim: 'groups',
  log: createLog({ level: 'silent' }),
});

@Controller('orders')
@Roles('USERS')
export class OrdersController {
  @Get()
  list(): void {}

  @Public()
  @Get([':id/label', ':id/invoice'])
  print(): void {}
}

export abstract class Listing {
  @SignedIn()
  @Get('list')
  list(): void {}
}

@Controller('cats')
export class CatsController extends Listing {}

@Controller('dogs')
export class DogsController extends Listing {}

/** Starts an application of these controllers behind the guards; no verifier is asked. */
export async function startControllers(
  controllers: Type[],
  before: (app: NestExpressApplication) => void = () => {},
  modules: Type[] = [],
): Promise<NestExpressApplication> {
  @Module({ imports: [access, ...modules], controllers })
  class TestModule {}
  const app = await NestFactory.create<NestExpressApplication>(TestModule, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  before(app);
  await app.init();
  return app;
}
