import 'reflect-metadata';
import { afterAll, beforeAll, expect, it, describe } from '@jest/globals';
import { createWorker, type Worker } from '@lambda-nest/application/worker';
import { captureLog } from '@lambda-nest/testing';
import { eq } from 'drizzle-orm';
import { Database } from '../../../libs/database/database.ts';
import { orderItems, orders, products } from '../../../libs/database/schema.ts';
import { OrderExpiry } from '../src/order-expiry.ts';
import { WorkerModule } from '../src/worker.module.ts';

const HOUR_MS = 3_600_000;

let worker: Worker<unknown, { expired: number }>;
let db: Database['db'];
let product: string;
beforeAll(async () => {
  const { DATABASE_URL } = process.env;
  worker = await createWorker(WorkerModule, OrderExpiry, {
    environment: { RUNTIME: 'LOCAL', DATABASE_URL, ORDER_HOURS: '2' },
    log: captureLog().log,
  });
  ({ db } = worker.app.get(Database, { strict: false }));
  const [added] = await db
    .insert(products)
    .values({ sku: 'SAW-OF-THE-WORKER', name: 'Saw', category: 'tools', priceCents: 100, stock: 5 })
    .returning({ id: products.id });
  product = added?.id ?? '';
});
afterAll(() => worker.app.close());

async function place(hoursAgo: number, status: 'placed' | 'paid' = 'placed'): Promise<string> {
  const address = { street: 'High Street 1', city: 'Bath', postcode: 'BA1', country: 'GB' };
  const [placed] = await db
    .insert(orders)
    .values({ customer: 'user', status, address, placedAt: new Date(Date.now() - hoursAgo * HOUR_MS) })
    .returning({ id: orders.id });
  const id = placed?.id ?? '';
  await db.insert(orderItems).values({ orderId: id, productId: product, quantity: 2, priceCents: 100 });
  return id;
}

const statusOf = async (id: string) =>
  (await db.select({ status: orders.status }).from(orders).where(eq(orders.id, id)))[0]?.status;
const stock = async () =>
  (await db.select({ stock: products.stock }).from(products).where(eq(products.id, product)))[0]?.stock;
const invoke = () => worker.handler({}, {} as never);

describe('the worker', () => {
  it('cancels what was not paid in time and gives the items back, once however often it is invoked', async () => {
    const [late, later, paid, fresh] = [
      await place(3),
      await place(4),
      await place(3, 'paid'),
      await place(1),
    ];
    const before = (await stock()) ?? 0;
    const results = [...(await Promise.all([invoke(), invoke()])), await invoke()];
    expect(results.reduce((sum, { expired }) => sum + expired, 0)).toBe(2);
    expect(await Promise.all([late, later, paid, fresh].map(statusOf))).toEqual([
      'cancelled',
      'cancelled',
      'paid',
      'placed',
    ]);
    expect(await stock()).toBe(before + 4);
  });
});
