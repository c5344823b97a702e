import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import { Throttle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { Public } from '../../access.ts';
import type { Example } from '../../example.ts';

@Public()
@Controller()
class OrdersController {
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { limit: 1, ttl: 60_000 } })
  @Get('orders')
  list(): object {
    return { orders: [] };
  }

  @Get('health')
  check(): object {
    return { ok: true };
  }
}

@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 10 }])],
  controllers: [OrdersController],
})
class OrdersModule {}

export const example: Example = {
  packages: ['@nestjs/throttler'],
  tried: 'a limit on one route: 429 with `Retry-After` for the second request, another route without it',
  module: OrdersModule,
  requests: [
    { path: '/orders' },
    { path: '/orders', status: 429, contains: '"retry-after":"60"' },
    { path: '/health' },
  ],
};
