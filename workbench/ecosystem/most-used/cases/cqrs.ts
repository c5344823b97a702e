import { Controller, Get, Module } from '@nestjs/common';
import {
  CommandBus,
  CommandHandler,
  CqrsModule,
  EventBus,
  EventsHandler,
  QueryBus,
  QueryHandler,
  type ICommandHandler,
  type IEventHandler,
  type IQueryHandler,
} from '@nestjs/cqrs';
import { Public } from '../../access.ts';
import type { Example } from '../../example.ts';

class PlaceOrder {
  constructor(readonly item: string) {}
}

class OrderPlaced {
  constructor(readonly item: string) {}
}

class ListOrders {}

const orders: string[] = [];

@CommandHandler(PlaceOrder)
class PlaceOrderHandler implements ICommandHandler<PlaceOrder> {
  constructor(private readonly events: EventBus) {}

  async execute({ item }: PlaceOrder): Promise<number> {
    this.events.publish(new OrderPlaced(item));
    return item.length;
  }
}

@EventsHandler(OrderPlaced)
class OrderPlacedHandler implements IEventHandler<OrderPlaced> {
  handle({ item }: OrderPlaced): void {
    orders.push(item);
  }
}

@QueryHandler(ListOrders)
class ListOrdersHandler implements IQueryHandler<ListOrders> {
  async execute(): Promise<readonly string[]> {
    return orders;
  }
}

@Public()
@Controller()
class OrdersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('orders')
  async place(): Promise<object> {
    const placed: unknown = await this.commands.execute(new PlaceOrder('pen'));
    return { placed, orders: (await this.queries.execute(new ListOrders())) as unknown };
  }
}

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [OrdersController],
  providers: [PlaceOrderHandler, OrderPlacedHandler, ListOrdersHandler],
})
class OrdersModule {}

export const example: Example = {
  packages: ['@nestjs/cqrs'],
  tried: 'a command whose handler publishes an event, and a query',
  module: OrdersModule,
  requests: [{ path: '/orders' }, { path: '/orders', contains: '["pen","pen"]' }],
};
