import { Inject, Injectable } from '@nestjs/common';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { LOG, type EventHandler } from '@lambda-nest/application/worker';
import type { Log } from '@lambda-nest/log';
import { Database } from '../../../libs/database/database.ts';
import { withoutParameters } from '../../../libs/database/failures.ts';
import { orderItems, orders, products } from '../../../libs/database/schema.ts';
import { Env } from './env.ts';

/** How many orders one transaction takes: what is left is for the next. */
const MAX_ORDERS = 100;

/** Cancels orders that were not paid in time, and gives their items back to the stock. A schedule invokes it. */
@Injectable()
export class OrderExpiry implements EventHandler<unknown, { expired: number }> {
  readonly #database: Database;
  readonly #env: Env;
  readonly #log: Log;

  constructor(@Inject(Database) database: Database, @Inject(Env) env: Env, @Inject(LOG) log: Log) {
    this.#database = database;
    this.#env = env;
    this.#log = log;
  }

  async handle(): Promise<{ expired: number }> {
    const before = new Date(Date.now() - this.#env.ORDER_HOURS * 3_600_000);
    let expired = 0;
    for (;;) {
      const count = await this.#expire(before).catch((error: unknown) => {
        throw withoutParameters(error);
      });
      expired += count;
      if (count < MAX_ORDERS) break;
    }
    this.#log.info('orders expired', { expired });
    return { expired };
  }

  /** Schedules may invoke twice: what another transaction holds is skipped, for that one expires it. */
  #expire(before: Date): Promise<number> {
    return this.#database.db.transaction(async (transaction) => {
      const due = await transaction
        .select({ id: orders.id })
        .from(orders)
        .where(and(eq(orders.status, 'placed'), lt(orders.placedAt, before)))
        .limit(MAX_ORDERS)
        .for('update', { skipLocked: true });
      const ids = due.map(({ id }) => id);
      if (ids.length === 0) return 0;
      await transaction.update(orders).set({ status: 'cancelled' }).where(inArray(orders.id, ids));
      const items = transaction
        .select({
          productId: orderItems.productId,
          quantity: sql<number>`sum(${orderItems.quantity})::int`.as('quantity'),
        })
        .from(orderItems)
        .where(inArray(orderItems.orderId, ids))
        .groupBy(orderItems.productId)
        .as('items');
      await transaction
        .update(products)
        .set({ stock: sql`${products.stock} + ${items.quantity}` })
        .from(items)
        .where(eq(items.productId, products.id));
      return ids.length;
    });
  }
}
