import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse } from '@nestjs/swagger';
import { Public, Roles } from '@lambda-nest/access';
import { OrdersService } from './orders.service.ts';

@Roles('USERS')
@Controller('v1/orders')
export class OrdersController {
  readonly #orders: OrdersService;

  constructor(orders: OrdersService) {
    this.#orders = orders;
  }

  /** The names of all orders. */
  @Get()
  @ApiOkResponse({ type: [String] })
  list(): readonly string[] {
    return this.#orders.list();
  }

  /** How many there are. */
  @Public()
  @Get('count')
  @ApiOkResponse({ type: Number })
  count(): number {
    return this.#orders.list().length;
  }

  /** One of them. */
  @Roles('ADMINS')
  @Get(':id')
  @ApiOkResponse({ type: String })
  @ApiNotFoundResponse()
  read(@Param('id') id: string): string {
    return this.#orders.find(id);
  }
}
