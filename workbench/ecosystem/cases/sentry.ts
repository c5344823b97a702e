import { Controller, Get, Module } from '@nestjs/common';
import * as Sentry from '@sentry/nestjs';
import { SentryModule } from '@sentry/nestjs/setup';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const seen: unknown[] = [];
Sentry.init({
  dsn: 'http://key@127.0.0.1:9/1',
  defaultIntegrations: false,
  // Hooks of its own keep Node from those that compile the source here.
  registerEsmLoaderHooks: false,
  beforeSend: (event) => {
    seen.push(event.exception?.values?.map(({ type, value }) => ({ type, value })));
    return null;
  },
});

@Public()
@Controller()
class OrdersController {
  @Get('captured')
  async capture(): Promise<unknown> {
    Sentry.captureException(new RangeError('no order 7'));
    await Sentry.flush(100);
    return seen;
  }
}

@Module({ imports: [SentryModule.forRoot()], controllers: [OrdersController] })
class OrdersModule {}

export const example: Example = {
  packages: ['@sentry/nestjs'],
  tried: 'its module, and an error that the team reports',
  module: OrdersModule,
  requests: [{ path: '/captured', contains: 'no order 7' }],
};
