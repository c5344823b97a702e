import { Controller, Get, Module } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const exporter = new tracing.InMemorySpanExporter();
const sdk = new NodeSDK({
  spanProcessors: [new tracing.SimpleSpanProcessor(exporter)],
  instrumentations: [],
  autoDetectResources: false,
});
sdk.start();

@Public()
@Controller()
class OrdersController {
  @Get('orders')
  list(): object {
    return trace.getTracer('shop').startActiveSpan('list orders', (span) => {
      span.setAttribute('count', 2);
      span.end();
      return exporter.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes }));
    });
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

export const example: Example = {
  packages: ['@opentelemetry/api', '@opentelemetry/sdk-node'],
  tried: 'a span of the team is recorded',
  module: OrdersModule,
  requests: [{ path: '/orders', contains: 'list orders' }],
  remark:
    'Automatic instrumentation patches modules as Node loads them; in a bundle there are none to patch.',
};
