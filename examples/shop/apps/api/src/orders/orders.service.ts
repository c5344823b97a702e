import { ConflictException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { and, asc, eq, gt, gte, inArray, sql } from 'drizzle-orm';
import { Problem } from '@lambda-nest/problem';
import { Database } from '../../../../libs/database/database.ts';
import { orderItems, orders, products } from '../../../../libs/database/schema.ts';
import { Audit } from '../requests/audit.ts';
import { toPage, type Page } from '../pages/page.ts';
import type { NewOrder, NewOrderItem, Order, OrderQuery, OrderSummary } from './order.dto.ts';

type Transaction = Parameters<Parameters<Database['db']['transaction']>[0]>[0];

const SUMMARY = { id: orders.id, status: orders.status, placedAt: orders.placedAt };

/** Orders of customers, each of whom sees no others than their own. */
@Injectable()
export class OrdersService {
  readonly #database: Database;
  readonly #audit: Audit;

  constructor(@Inject(Database) database: Database, @Inject(Audit) audit: Audit) {
    this.#database = database;
    this.#audit = audit;
  }

  async list(customer: string, { limit, after, status }: OrderQuery): Promise<Page<OrderSummary>> {
    const rows = await this.#database.db
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
    return toPage(rows.map(toSummary), limit);
  }

  async find(customer: string, id: string): Promise<Order> {
    const [order] = await this.#database.db
      .select({ ...SUMMARY, address: orders.address })
      .from(orders)
      .where(and(eq(orders.id, id), eq(orders.customer, customer)));
    if (!order) throw new NotFoundException('There is no such order.');
    const items = await this.#database.db
      .select({
        productId: orderItems.productId,
        quantity: orderItems.quantity,
        priceCents: orderItems.priceCents,
      })
      .from(orderItems)
      .where(eq(orderItems.orderId, id))
      .orderBy(asc(orderItems.productId));
    const totalCents = items.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0);
    return { ...toSummary(order), address: order.address, items, totalCents };
  }

  /** Takes the items from the stock and places the order, both or neither. */
  async place(customer: string, { items, address }: NewOrder): Promise<Order> {
    const id = await this.#database.db.transaction(async (transaction) => {
      const prices = await takeFromStock(transaction, items);
      const [placed] = await transaction
        .insert(orders)
        .values({ customer, address: { ...address } })
        .returning({ id: orders.id });
      if (!placed) throw new Error('PostgreSQL returned no row for an order that it inserted.');
      await transaction.insert(orderItems).values(
        items.map(({ productId, quantity }) => ({
          orderId: placed.id,
          productId,
          quantity,
          priceCents: prices.get(productId) ?? 0,
        })),
      );
      return placed.id;
    });
    this.#audit.note('order placed', { order: id, items: items.length });
    return this.find(customer, id);
  }

  /** Gives the items back to the stock. */
  async cancel(customer: string, id: string): Promise<void> {
    await this.#database.db.transaction(async (transaction) => {
      const [order] = await transaction
        .select({ status: orders.status })
        .from(orders)
        .where(and(eq(orders.id, id), eq(orders.customer, customer)))
        .for('update');
      if (!order) throw new NotFoundException('There is no such order.');
      if (order.status !== 'placed')
        throw new ConflictException(`The order is ${order.status}.`, { errorCode: 'ORDER_NOT_OPEN' });
      await transaction.update(orders).set({ status: 'cancelled' }).where(eq(orders.id, id));
      await transaction
        .update(products)
        .set({ stock: sql`${products.stock} + ${orderItems.quantity}` })
        .from(orderItems)
        .where(and(eq(orderItems.orderId, id), eq(orderItems.productId, products.id)));
    });
    this.#audit.note('order cancelled', { order: id });
  }
}

/**
 * Takes items from the stock.
 *
 * @returns what one of each product costs, by its id
 */
async function takeFromStock(
  transaction: Transaction,
  items: readonly NewOrderItem[],
): Promise<ReadonlyMap<string, number>> {
  const prices = new Map<string, number>();
  // In the order of their ids: two orders of the same products wait for each other instead of dying in a deadlock.
  for (const { productId, quantity } of items.toSorted((a, b) => (a.productId < b.productId ? -1 : 1))) {
    const [taken] = await transaction
      .update(products)
      .set({ stock: sql`${products.stock} - ${quantity}` })
      .where(and(eq(products.id, productId), gte(products.stock, quantity)))
      .returning({ priceCents: products.priceCents });
    if (taken) prices.set(productId, taken.priceCents);
  }
  if (prices.size < items.length) throw await outOfStock(transaction, items, prices);
  return prices;
}

async function outOfStock(
  transaction: Transaction,
  items: readonly NewOrderItem[],
  taken: ReadonlyMap<string, number>,
): Promise<Problem> {
  const missing = items.filter(({ productId }) => !taken.has(productId));
  const ids = missing.map(({ productId }) => productId);
  const known = await transaction.select({ id: products.id }).from(products).where(inArray(products.id, ids));
  const isKnown = (productId: string) => known.some(({ id }) => id === productId);
  return new Problem({
    status: 409,
    code: 'NOT_AVAILABLE',
    detail: 'Not everything of the order is available.',
    errors: missing.map((item) => ({
      field: `items.${items.indexOf(item)}`,
      detail: isKnown(item.productId) ? 'There are not that many.' : 'There is no such product.',
    })),
  });
}

function toSummary({ placedAt, ...rest }: Omit<OrderSummary, 'placedAt'> & { placedAt: Date }): OrderSummary {
  const { id, status } = rest;
  return { id, status, placedAt: placedAt.toISOString() };
}
