import { Controller, Delete, Get, Header, Module, Param, Post } from '@nestjs/common';
import { CurrentCaller, Public, Roles, Scopes, SignedIn, type VerifiedCaller } from '#access';

/** A controller with every kind of declaration, scopes among them, which no route of the product needs. */
@SignedIn()
@Controller('v1/orders')
export class OrdersController {
  @Scopes('orders:read', 'orders:write')
  @Get()
  @Header('Cache-Control', 'no-store')
  list(@CurrentCaller() { scopes }: VerifiedCaller) {
    return { orders: [], scopes };
  }

  /** What its controller declares holds here. */
  @Get('mine/recent')
  listMine(@CurrentCaller() { claims }: VerifiedCaller) {
    return { owner: claims.sub };
  }

  @Roles('USERS')
  @Get(':id')
  find(@Param('id') id: string) {
    return { id };
  }

  @Scopes('orders:write')
  @Post()
  place() {
    return { placed: true };
  }

  @Roles('USERS', 'ADMINS')
  @Scopes('orders:write')
  @Delete(':id')
  cancel(@Param('id') id: string) {
    return { cancelled: id };
  }

  @Public()
  @Get('catalogue/prices')
  listPrices() {
    return { prices: [] };
  }
}

@Module({ controllers: [OrdersController] })
export class OrdersModule {}
