import { Controller, Get, Inject, Module } from '@nestjs/common';
import { WINSTON_MODULE_PROVIDER, WinstonModule } from 'nest-winston';
import { format, transports, type Logger } from 'winston';
import { Writable } from 'node:stream';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const lines: string[] = [];
const stream = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk).trim());
    done();
  },
});

@Public()
@Controller()
class OrdersController {
  constructor(@Inject(WINSTON_MODULE_PROVIDER) private readonly log: Logger) {}

  @Get('orders')
  list(): unknown {
    this.log.info('listed', { order: 7 });
    return lines;
  }
}

@Module({
  imports: [
    WinstonModule.forRoot({ format: format.json(), transports: [new transports.Stream({ stream })] }),
  ],
  controllers: [OrdersController],
})
class OrdersModule {}

export const example: Example = {
  packages: ['nest-winston', 'winston'],
  tried: 'its logger injected, one line for each message',
  module: OrdersModule,
  requests: [{ path: '/orders' }, { path: '/orders' }],
};
