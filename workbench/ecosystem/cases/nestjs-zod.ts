import { Body, Controller, Get, HttpCode, Module, Post, Query } from '@nestjs/common';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

class Page extends createZodDto(z.object({ page: z.coerce.number().int() })) {}

class NewOrder extends createZodDto(z.object({ item: z.string().min(2) })) {}

@Public()
@Controller('orders')
class OrdersController {
  @Get()
  list(@Query() { page }: Page): object {
    return { page };
  }

  @Post()
  @HttpCode(200)
  add(@Body() order: NewOrder): object {
    return { item: order.item };
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

export const example: Example = {
  packages: ['nestjs-zod', 'zod'],
  tried: 'DTO classes made of schemas, checked by our own pipe',
  module: OrdersModule,
  requests: [
    { path: '/orders?page=3' },
    { path: '/orders?page=x', status: 400 },
    { path: '/orders', method: 'POST', body: { item: 'pen' } },
    { path: '/orders', method: 'POST', body: {}, status: 400 },
  ],
};
