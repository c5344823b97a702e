import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { OmitType, PartialType } from '@nestjs/mapped-types';
import { Type } from 'class-transformer';
import { IsInt, IsString } from 'class-validator';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

class NewOrder {
  @IsString()
  item!: string;

  @Type(() => Number)
  @IsInt()
  count!: number;
}

class OrderChange extends PartialType(OmitType(NewOrder, ['item'] as const)) {}

@Public()
@Controller()
class OrdersController {
  @Post('orders')
  @HttpCode(200)
  change(@Body() change: OrderChange): object {
    return change;
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

export const example: Example = {
  packages: ['@nestjs/mapped-types'],
  tried:
    '`PartialType(OmitType(…))` inherits the rules of class-validator and the types of class-transformer',
  module: OrdersModule,
  requests: [
    { path: '/orders', method: 'POST', body: {} },
    { path: '/orders', method: 'POST', body: { count: '3' } },
    { path: '/orders', method: 'POST', body: { count: 'x' }, status: 400 },
    { path: '/orders', method: 'POST', body: { item: 'pen' }, status: 400 },
  ],
};
