import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';
import { ClsService } from 'nestjs-cls';
import { cancelOrder, findOrder, listOrders, listSales, placeOrder } from '../shop/orders.js';
import { NewOrder, OrderQuery } from './order.dto.js';
import { Roles, Scopes } from './roles.guard.js';

@ApiTags('Orders')
@Roles('USERS')
@Controller('sample/v1/orders')
export class OrdersController {
  constructor(private readonly store: ClsService) {}

  @Get()
  list(@Query() query: OrderQuery) {
    return listOrders(this.store.get('caller'), query);
  }

  @Get(':id')
  read(@Param('id', ParseUUIDPipe) id: string) {
    return findOrder(this.store.get('caller'), id);
  }

  @Post()
  @UseGuards(ThrottlerGuard)
  @Throttle({ default: { ttl: 60_000, limit: 30 } })
  place(@Body() order: NewOrder) {
    return placeOrder(this.store.get('caller'), order);
  }

  @Delete(':id')
  @HttpCode(204)
  cancel(@Param('id', ParseUUIDPipe) id: string) {
    return cancelOrder(this.store.get('caller'), id);
  }
}

@ApiTags('Reports')
@Controller('sample/v1/reports')
export class ReportsController {
  @Scopes('reports:read')
  @Get('sales')
  sales() {
    return listSales();
  }
}
