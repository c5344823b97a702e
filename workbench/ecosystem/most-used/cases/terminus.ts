import { Controller, Get, Injectable, Module } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  MemoryHealthIndicator,
  TerminusModule,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { Public } from '../../access.ts';
import type { Example } from '../../example.ts';

@Injectable()
class StockIndicator {
  constructor(private readonly indicator: HealthIndicatorService) {}

  check(isUp: boolean): HealthIndicatorResult {
    const check = this.indicator.check('stock');
    return isUp ? check.up({ items: 3 }) : check.down({ items: 0 });
  }
}

@Public()
@Controller()
class ReadyController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly stock: StockIndicator,
    private readonly memory: MemoryHealthIndicator,
  ) {}

  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.stock.check(true), () => this.memory.checkHeap('heap', 2 ** 40)]);
  }

  @Get('unready')
  @HealthCheck()
  unready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.stock.check(false)]);
  }
}

@Module({ imports: [TerminusModule], controllers: [ReadyController], providers: [StockIndicator] })
class ReadyModule {}

export const example: Example = {
  packages: ['@nestjs/terminus'],
  tried: 'a health check with an indicator of its own and that of the memory, up and down',
  module: ReadyModule,
  requests: [
    { path: '/ready', contains: '"items":3' },
    { path: '/unready', status: 503 },
  ],
};
