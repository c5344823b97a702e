import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Scopes } from '@lambda-nest/access';
import { asc, eq, ne, sql } from 'drizzle-orm';
import { Database } from '../../../../libs/database/database.ts';
import { orderItems, orders, products } from '../../../../libs/database/schema.ts';
import { Sale } from './sale.dto.ts';

@ApiTags('Reports')
@Controller('v1/reports')
export class SalesController {
  readonly #database: Database;

  constructor(@Inject(Database) database: Database) {
    this.#database = database;
  }

  @Scopes('reports:read')
  @Get('sales')
  @ApiOperation({ summary: 'Sales by product' })
  @ApiOkResponse({ type: [Sale], description: 'What was ordered and not cancelled.' })
  listSales(): Promise<Sale[]> {
    return this.#database.db
      .select({
        sku: products.sku,
        quantity: sql<number>`sum(${orderItems.quantity})::int`,
        revenueCents: sql<number>`sum(${orderItems.quantity} * ${orderItems.priceCents})::int`,
      })
      .from(orderItems)
      .innerJoin(orders, eq(orders.id, orderItems.orderId))
      .innerJoin(products, eq(products.id, orderItems.productId))
      .where(ne(orders.status, 'cancelled'))
      .groupBy(products.sku)
      .orderBy(asc(products.sku));
  }
}
