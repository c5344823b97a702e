import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { IsInt, Min } from 'class-validator';
import { Public, Roles, SignedIn } from '@lambda-nest/access';
import { Problem } from '@lambda-nest/problem';

export class NewOrder {
  @IsInt()
  @Min(1)
  declare quantity: number;
}

@SignedIn()
@Controller('orders')
export class OrdersController {
  @Public()
  @Get('count')
  count() {
    return { count: 1 };
  }

  @Get()
  list() {
    return [{ id: '1' }];
  }

  @Roles('ADMINS')
  @Get(':id')
  find(@Param('id') id: string) {
    throw new Problem({ status: 409, code: '409010', detail: `The order ${id} was already sent.` });
  }

  @Post()
  create(@Body() order: NewOrder) {
    return { isDto: order instanceof NewOrder, quantity: order.quantity };
  }
}
