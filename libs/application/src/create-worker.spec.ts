import 'reflect-metadata';
import { Controller, Get, Inject, Injectable, Module } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import * as v from 'valibot';
import { captureLog } from '@lambda-nest/testing';
import type { Log } from '@lambda-nest/log';
import { createWorker, type EventHandler, type WorkerOptions } from './create-worker.ts';
import { defineEnv } from './env/define-env.ts';
import { LOG } from './log.token.ts';

class Env extends defineEnv({
  EXPIRY_HOURS: {
    rule: v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number)),
    description: 'After how many hours an unpaid order expires.',
    example: '24',
  },
}) {}

let assembled = 0;

@Injectable()
class Expiry implements EventHandler<{ failing?: boolean }, object> {
  constructor(
    @Inject(Env) private readonly env: Env,
    @Inject(LOG) private readonly log: Log,
  ) {
    assembled += 1;
  }

  async handle({ failing = false }: { failing?: boolean }, { awsRequestId }: Context): Promise<object> {
    await new Promise((resolve) => setImmediate(resolve));
    this.log.info('expiring');
    if (failing) throw new RangeError('no such order of mary@example.com');
    return { hours: this.env.EXPIRY_HOURS, awsRequestId };
  }
}

@Module({ providers: [Expiry] })
class WorkerModule {
  static readonly env = Env;
}

@Controller('v1/orders')
class OrdersController {
  @Get()
  list(): string[] {
    return [];
  }
}

const DEPLOYED = { AWS_LAMBDA_FUNCTION_NAME: 'my-api-dev-worker', EXPIRY_HOURS: '24' };
const contextOf = (awsRequestId: string) => ({ awsRequestId }) as Context;

const start = async (options: WorkerOptions = { environment: DEPLOYED }) => {
  const { log, records } = captureLog('info');
  return { ...(await createWorker(WorkerModule, Expiry, { log, ...options })), records };
};

describe('createWorker', () => {
  it('needs no variable of identity or gateway, and has the provider of its module handle every event', async () => {
    const before = assembled;
    const { handler, app } = await start();
    expect(await handler({}, contextOf('one'))).toEqual({ hours: 24, awsRequestId: 'one' });
    expect(await handler({}, contextOf('two'))).toEqual({ hours: 24, awsRequestId: 'two' });
    expect(assembled - before).toBe(1);
    await app.close();
  });

  it('gives Lambda a handler of two parameters, without which nodejs24.x does not start', async () => {
    const { handler, app } = await start();
    expect(handler.length).toBeLessThanOrEqual(2);
    await app.close();
  });

  it('writes one line for an invocation', async () => {
    const { handler, app, records } = await start();
    await handler({}, contextOf('one'));
    expect(records).toEqual([
      expect.objectContaining({ level: 'info', message: 'expiring' }),
      expect.objectContaining({ level: 'info', message: 'invocation', ms: expect.any(Number) }),
    ]);
    await app.close();
  });

  it('fails the invocation by the name of the error alone, for Lambda writes its message into the log', async () => {
    const { handler, app, records } = await start();
    const failure: Error = await handler({ failing: true }, contextOf('one')).then(
      () => new Error('did not fail'),
      (error: Error) => error,
    );
    expect(`${failure.name}: ${failure.message}`).toBe(
      'RangeError: The invocation failed. The log has a line "invocation failed" with this request id.',
    );
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('mary');
    expect(records).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'invocation failed',
        error: expect.objectContaining({ name: 'RangeError' }),
      }),
    );
    await app.close();
  });

  it('names its invocation in every line, however many overlap', async () => {
    const written: string[] = [];
    const write = process.stdout.write;
    process.stdout.write = ((text: string) => written.push(text) > 0) as typeof write;
    try {
      const { handler, app } = await start({ environment: DEPLOYED, log: undefined as never });
      await Promise.all(['one', 'two'].map((id) => handler({}, contextOf(id))));
      await app.close();
    } finally {
      process.stdout.write = write;
    }
    const lines = written.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const [id, coldStart] of [
      ['one', true],
      ['two', false],
    ] as const)
      expect(lines.filter(({ requestId }) => requestId === id)).toEqual([
        expect.objectContaining({ message: 'expiring', coldStart }),
        expect.objectContaining({ message: 'invocation', coldStart }),
      ]);
  });

  it('does not start, and says why, when a variable that it declares breaks its rule', async () => {
    await expect(start({ environment: { EXPIRY_HOURS: 'soon' } })).rejects.toThrow(
      'EXPIRY_HOURS breaks its rule. After how many hours an unpaid order expires. An example is 24',
    );
  });

  it('does not start deployed with an emulator in the place of a service', async () => {
    await expect(
      start({ environment: { ...DEPLOYED, FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:9099' } }),
    ).rejects.toThrow('FIREBASE_AUTH_EMULATOR_HOST redirects to an emulator');
  });

  it('does not start when its module has no such provider', async () => {
    @Module({})
    class EmptyModule {}
    await expect(
      createWorker(EmptyModule, Expiry, { environment: {}, log: captureLog().log }),
    ).rejects.toThrow('Expiry');
  });

  it('does not start when its module has controllers, for nothing would call them', async () => {
    @Module({ imports: [WorkerModule], controllers: [OrdersController] })
    class RoutedModule {
      static readonly env = Env;
    }
    const sentence =
      "RoutedModule has routes that nothing calls (OrdersController): a worker is behind no gateway. Take the controllers out, or have the function serve the API: api: '../api' in its function.config.ts instead of kind: 'worker'.";
    const { log } = captureLog('info');
    const options = { environment: DEPLOYED, log };
    await expect(createWorker(RoutedModule, Expiry, options)).rejects.toThrow(sentence);
    // As `register()` of a module gives it.
    const dynamic = { module: WorkerModule, controllers: [OrdersController] };
    await expect(createWorker(dynamic, Expiry, options)).rejects.toThrow(
      'WorkerModule has routes that nothing calls (OrdersController)',
    );
  });

  it('warns when a module that it imports brings controllers along', async () => {
    @Module({ controllers: [OrdersController] })
    class OrdersModule {}
    @Module({ imports: [WorkerModule, OrdersModule] })
    class ImportingModule {
      static readonly env = Env;
    }
    const { log, records } = captureLog('info');
    const { app } = await createWorker(ImportingModule, Expiry, { environment: DEPLOYED, log });
    expect(records).toEqual([
      expect.objectContaining({
        level: 'warn',
        message:
          'OrdersModule has routes that nothing calls (OrdersController): a worker is behind no gateway. Import a module that has the providers alone, or leave it if that is meant.',
      }),
    ]);
    await app.close();
  });
});
