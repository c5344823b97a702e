import { and, asc, eq, gt, gte, ne, sql } from 'drizzle-orm';
import { type Address, db, orderItems, orders, products, type STATUSES } from './database.js';
import { Failure } from './failure.js';

export type NewOrder = { items: { productId: string; quantity: number }[]; address: Address };
export type OrderQuery = {
  limit: number;
  after?: string | undefined;
  status?: (typeof STATUSES)[number] | undefined;
};

const SUMMARY = { id: orders.id, status: orders.status, placedAt: orders.placedAt };

export async function listOrders(customer: string, { limit, after, status }: OrderQuery) {
  const rows = await db
    .select(SUMMARY)
    .from(orders)
    .where(
      and(
        eq(orders.customer, customer),
        after ? gt(orders.id, after) : undefined,
        status && eq(orders.status, status),
      ),
    )
    .orderBy(asc(orders.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return rows.length > limit ? { items, next: items.at(-1)?.id } : { items };
}

export async function findOrder(customer: string, id: string) {
  const [order] = await db
    .select({ ...SUMMARY, address: orders.address })
    .from(orders)
    .where(and(eq(orders.id, id), eq(orders.customer, customer)));
  if (!order) throw new Failure(404, 'There is no such order.');
  const items = await db.select().from(orderItems).where(eq(orderItems.orderId, id));
  const totalCents = items.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0);
  return { ...order, items, totalCents };
}

export async function placeOrder(customer: string, { items, address }: NewOrder) {
  const id = await db.transaction(async (transaction) => {
    const [placed] = await transaction.insert(orders).values({ customer, address }).returning();
    if (!placed) throw new Error('No order was inserted.');
    for (const { productId, quantity } of items.toSorted((a, b) => (a.productId < b.productId ? -1 : 1))) {
      const [taken] = await transaction
        .update(products)
        .set({ stock: sql`${products.stock} - ${quantity}` })
        .where(and(eq(products.id, productId), gte(products.stock, quantity)))
        .returning({ priceCents: products.priceCents });
      if (!taken) throw new Failure(409, 'Not everything of the order is available.');
      await transaction
        .insert(orderItems)
        .values({ orderId: placed.id, productId, quantity, priceCents: taken.priceCents });
    }
    return placed.id;
  });
  return findOrder(customer, id);
}

export async function cancelOrder(customer: string, id: string): Promise<void> {
  await db.transaction(async (transaction) => {
    const [order] = await transaction
      .select({ status: orders.status })
      .from(orders)
      .where(and(eq(orders.id, id), eq(orders.customer, customer)))
      .for('update');
    if (!order) throw new Failure(404, 'There is no such order.');
    if (order.status !== 'placed') throw new Failure(409, `The order is ${order.status}.`);
    await transaction.update(orders).set({ status: 'cancelled' }).where(eq(orders.id, id));
    await transaction
      .update(products)
      .set({ stock: sql`${products.stock} + ${orderItems.quantity}` })
      .from(orderItems)
      .where(and(eq(orderItems.orderId, id), eq(orderItems.productId, products.id)));
  });
}

export async function listSales() {
  return db
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
