import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { EventEmitter2, EventEmitterModule, OnEvent } from '@nestjs/event-emitter';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Injectable()
class Journal {
  readonly seen: unknown[] = [];

  @OnEvent('order.*')
  note(event: unknown): void {
    this.seen.push(event);
  }
}

@Public()
@Controller()
class OrdersController {
  constructor(
    private readonly events: EventEmitter2,
    private readonly journal: Journal,
  ) {}

  @Get('orders')
  place(): unknown {
    this.events.emit('order.placed', { item: 'pen' });
    return this.journal.seen;
  }
}

@Module({
  imports: [EventEmitterModule.forRoot({ wildcard: true })],
  controllers: [OrdersController],
  providers: [Journal],
})
class OrdersModule {}

export const example: Example = {
  packages: ['@nestjs/event-emitter'],
  tried: 'a listener with a wildcard hears what a controller emits',
  module: OrdersModule,
  requests: [{ path: '/orders' }],
};
