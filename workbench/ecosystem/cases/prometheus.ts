import { Controller, Get, Header, Module } from '@nestjs/common';
import { InjectMetric, makeCounterProvider, PrometheusModule } from '@willsoto/nestjs-prometheus';
import { Counter, register } from 'prom-client';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class OrdersController {
  constructor(@InjectMetric('orders_total') private readonly orders: Counter) {}

  @Get('orders')
  list(): object {
    this.orders.inc();
    return { orders: [] };
  }
}

@Public()
@Controller()
class MetricsController {
  @Get()
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}

@Module({
  imports: [PrometheusModule.register({ controller: MetricsController, defaultMetrics: { enabled: false } })],
  controllers: [OrdersController],
  providers: [makeCounterProvider({ name: 'orders_total', help: 'Orders that were listed.' })],
})
class OrdersModule {}

export const example: Example = {
  packages: ['@willsoto/nestjs-prometheus', 'prom-client'],
  tried: 'a counter, and the metrics from a controller that the team declares',
  module: OrdersModule,
  requests: [{ path: '/orders' }, { path: '/orders' }, { path: '/metrics' }],
  remark: 'A sandbox of Lambda counts for itself alone.',
};
