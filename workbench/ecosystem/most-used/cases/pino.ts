import { Writable } from 'node:stream';
import { Controller, Get, Module } from '@nestjs/common';
import { InjectPinoLogger, LoggerModule, PinoLogger } from 'nestjs-pino';
import { Public } from '../../access.ts';
import type { Example } from '../../example.ts';

const lines: string[] = [];
const stream = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    done();
  },
});

@Public()
@Controller()
class OrdersController {
  constructor(@InjectPinoLogger(OrdersController.name) private readonly log: PinoLogger) {}

  @Get('orders')
  list(): object {
    this.log.info({ order: 7 }, 'listed');
    return { orders: [7] };
  }

  @Get('lines')
  lines(): unknown {
    return lines.map((line) => {
      const { level, context, order, msg } = JSON.parse(line) as Record<string, unknown>;
      return { level, context, order, msg };
    });
  }
}

@Module({
  imports: [LoggerModule.forRoot({ pinoHttp: [{ level: 'info' }, stream], exclude: ['lines'] })],
  controllers: [OrdersController],
})
class OrdersModule {}

export const example: Example = {
  packages: ['nestjs-pino', 'pino-http', 'pino'],
  tried: 'its logger injected, one line for each request, none for an excluded route',
  module: OrdersModule,
  requests: [{ path: '/orders' }, { path: '/lines', contains: 'request completed' }, { path: '/lines' }],
};
