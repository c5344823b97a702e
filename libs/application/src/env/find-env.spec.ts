import { describe, expect, it } from '@jest/globals';
import { forwardRef, Inject, Injectable, Module } from '@nestjs/common';
import * as v from 'valibot';
import { createLog } from '@lambda-nest/log';
import { createApp } from '../create-app.ts';
import { defineEnv } from './define-env.ts';
import { findEnv } from './find-env.ts';

class Env extends defineEnv({
  PAGE_SIZE: { rule: v.pipe(v.string(), v.toNumber()), description: 'Orders on a page.', example: '20' },
}) {}

@Injectable()
class OrdersService {
  readonly env: Env;
  constructor(@Inject(Env) env: Env) {
    this.env = env;
  }
}

@Module({ providers: [OrdersService], exports: [OrdersService] })
class OrdersModule {}

@Module({ imports: [OrdersModule] })
class AppModule {
  static readonly env = Env;
}

@Module({ imports: [{ module: class Around {}, imports: [forwardRef(() => AppModule)] }] })
class Wrapped {}

const ENVIRONMENT = { RUNTIME: 'LOCAL', FIREBASE_PROJECT_ID: 'demo-env', FIREBASE_APP_API_KEY: 'x' };
const log = createLog({ level: 'silent' });

describe('findEnv', () => {
  it('finds the variables of the root module, and of one that is wrapped in another', () => {
    expect(findEnv(AppModule)).toBe(Env);
    expect(findEnv(Wrapped)).toBe(Env);
    expect(findEnv({ module: Wrapped })).toBe(Env);
    expect(findEnv(OrdersModule)).toBeUndefined();
  });
});

describe('createApp', () => {
  it('injects the values of variables by their class', async () => {
    const { app } = await createApp(AppModule, { environment: { ...ENVIRONMENT, PAGE_SIZE: '7' }, log });
    expect(app.get(OrdersService).env.PAGE_SIZE).toBe(7);
    await app.close();
  });

  it('does not start without a variable that is declared, and says so beside what else is wrong', async () => {
    await expect(
      createApp(AppModule, { environment: { ...ENVIRONMENT, LOG_LEVEL: 'loud' }, log }),
    ).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(
        /LOG_LEVEL must be one of [^]*\n {2}- PAGE_SIZE is not set\. Orders on a page\. An example is 20\n/,
      ),
    });
  });
});
