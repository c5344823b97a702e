import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { CurrentCaller, Roles, type VerifiedCaller } from '@lambda-nest/access';
import { CallerThrottlerGuard } from '../requests/caller.throttler.guard.ts';
import { NewOrder, Order, OrderPage, OrderQuery } from './order.dto.ts';
import { OrdersService } from './orders.service.ts';

@ApiTags('Orders')
@Roles('USERS')
@Controller('v1/orders')
export class OrdersController {
  readonly #orders: OrdersService;

  constructor(@Inject(OrdersService) orders: OrdersService) {
    this.#orders = orders;
  }

  @Get()
  @ApiOperation({ summary: 'List my orders' })
  @ApiOkResponse({ type: OrderPage, description: 'A page of the orders of the caller.' })
  list(@CurrentCaller() { claims }: VerifiedCaller, @Query() query: OrderQuery): Promise<OrderPage> {
    return this.#orders.list(claims.sub, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one of my orders' })
  @ApiOkResponse({ type: Order, description: 'The order.' })
  @ApiNotFoundResponse({ description: 'The caller has no such order.' })
  read(@CurrentCaller() { claims }: VerifiedCaller, @Param('id', ParseUUIDPipe) id: string): Promise<Order> {
    return this.#orders.find(claims.sub, id);
  }

  @Post()
  @UseGuards(CallerThrottlerGuard)
  @Throttle({ default: { ttl: 60_000, limit: 30 } })
  @ApiOperation({ summary: 'Place an order' })
  @ApiCreatedResponse({ type: Order, description: 'The order as it was placed.' })
  @ApiTooManyRequestsResponse({
    description: 'The caller placed 30 orders within a minute.',
    headers: { 'Retry-After': { description: 'In seconds.', schema: { type: 'integer' } } },
  })
  @ApiConflictResponse({ description: 'Not everything of the order is available.' })
  place(@CurrentCaller() { claims }: VerifiedCaller, @Body() order: NewOrder): Promise<Order> {
    return this.#orders.place(claims.sub, order);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Cancel one of my orders' })
  @ApiNoContentResponse({ description: 'The order is cancelled.' })
  @ApiNotFoundResponse({ description: 'The caller has no such order.' })
  @ApiConflictResponse({ description: 'The order is paid or cancelled.' })
  cancel(@CurrentCaller() { claims }: VerifiedCaller, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.#orders.cancel(claims.sub, id);
  }
}
