import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startShop, type Shop } from './start-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.close());

const ADDRESS = { street: '1 Main Street', city: 'Dublin', postcode: 'D01 F5P2', country: 'IE' };
const NOWHERE = '00000000-0000-4000-8000-000000000000';

let made = 0;
const sku = (): string => `ORDERED-${made}`;
async function addProduct(stock: number, priceCents = 500): Promise<string> {
  made += 1;
  const body = { sku: sku(), name: 'Product', category: 'toys', priceCents, stock };
  const { json } = await shop.send('POST', '/v1/products', { groups: ['ADMINS'], body });
  return String(json()['id']);
}

async function stockOf(productId: string): Promise<unknown> {
  return (await shop.send('GET', `/v1/products/${productId}`)).json()['stock'];
}

const place = (items: object[], as = 'user') =>
  shop.send('POST', '/v1/orders', { as, body: { items, address: ADDRESS } });

describe('orders', () => {
  it('take from the stock, and tell what was ordered at what price', async () => {
    const [one, other] = [await addProduct(10, 500), await addProduct(10, 250)];
    const items = [
      { productId: one, quantity: 3 },
      { productId: other, quantity: 2 },
    ];
    const placed = await place(items);
    expect(placed.status).toBe(201);
    expect(placed.json()).toMatchObject({ status: 'placed', address: ADDRESS, totalCents: 2000 });
    expect([await stockOf(one), await stockOf(other)]).toEqual([7, 8]);
    const read = await shop.send('GET', `/v1/orders/${String(placed.json()['id'])}`);
    expect([read.status, read.json()]).toEqual([200, placed.json()]);
  });

  it('are 409 when not everything is there, and take nothing then', async () => {
    const [enough, few] = [await addProduct(10), await addProduct(1)];
    const { status, json } = await place([
      { productId: enough, quantity: 1 },
      { productId: few, quantity: 2 },
      { productId: NOWHERE, quantity: 1 },
    ]);
    expect([status, json()]).toMatchObject([
      409,
      {
        code: 'NOT_AVAILABLE',
        errors: [
          { field: 'items.1', detail: 'There are not that many.' },
          { field: 'items.2', detail: 'There is no such product.' },
        ],
      },
    ]);
    expect(await stockOf(enough)).toBe(10);
  });

  it('never sell more than there is when they overlap', async () => {
    const productId = await addProduct(5);
    const placed = await Promise.all(
      Array.from({ length: 12 }, (_, index) => place([{ productId, quantity: 1 }], `user-${index}`)),
    );
    const statuses = placed.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(5);
    expect(statuses.filter((status) => status === 409)).toHaveLength(7);
    expect(await stockOf(productId)).toBe(0);
  });

  it('are seen and cancelled by none but their customer', async () => {
    const placed = await place([{ productId: await addProduct(1), quantity: 1 }], 'alice');
    const path = `/v1/orders/${String(placed.json()['id'])}`;
    expect((await shop.send('GET', path, { as: 'bob' })).status).toBe(404);
    expect((await shop.send('DELETE', path, { as: 'bob' })).status).toBe(404);
    const { json } = await shop.send('GET', '/v1/orders', { as: 'bob' });
    expect(json()).toEqual({ items: [] });
  });

  it('give the stock back when they are cancelled, once', async () => {
    const productId = await addProduct(4);
    const placed = await place([{ productId, quantity: 3 }], 'carol');
    const path = `/v1/orders/${String(placed.json()['id'])}`;
    const cancelled = await shop.send('DELETE', path, { as: 'carol' });
    expect([cancelled.status, cancelled.text]).toEqual([204, '']);
    const again = await shop.send('DELETE', path, { as: 'carol' });
    expect([again.status, again.json()]).toMatchObject([409, { code: 'ORDER_NOT_OPEN' }]);
    expect(await stockOf(productId)).toBe(4);
    const list = (status: string) =>
      shop.send('GET', '/v1/orders', { as: 'carol', query: `status=${status}` });
    expect((await list('cancelled')).json()).toMatchObject({ items: [{ status: 'cancelled' }] });
    expect((await list('placed')).json()).toEqual({ items: [] });
  });

  it('are reported to tokens with the scope, and to no others', async () => {
    await place([{ productId: await addProduct(2, 300), quantity: 2 }]);
    const { status, json } = await shop.send('GET', '/v1/reports/sales', { scope: 'reports:read' });
    expect(status).toBe(200);
    expect(json()).toContainEqual({ sku: sku(), quantity: 2, revenueCents: 600 });
    expect((await shop.send('GET', '/v1/reports/sales', { groups: ['ADMINS'] })).status).toBe(403);
  });

  it('are noted in the log with their customer', async () => {
    await place([{ productId: await addProduct(1), quantity: 1 }], 'dave');
    expect(shop.api.lines).toContainEqual(expect.objectContaining({ message: 'order placed', by: 'dave' }));
  });

  it('are limited for each customer, whatever others do', async () => {
    const order = [{ productId: NOWHERE, quantity: 1 }];
    const statuses = await Promise.all(
      Array.from({ length: 31 }, async () => (await place(order, 'erin')).status),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect((await place(order, 'frank')).status).toBe(409);
  });

  it('keep the product that they are of', async () => {
    const productId = await addProduct(1);
    await place([{ productId, quantity: 1 }]);
    const { status, json } = await shop.send('DELETE', `/v1/products/${productId}`, { groups: ['ADMINS'] });
    expect([status, json()]).toMatchObject([409, { code: 'PRODUCT_ORDERED' }]);
  });

  it.each([
    ['no items', { items: [], address: ADDRESS }, 'items'],
    ['no address', { items: [{ productId: NOWHERE, quantity: 1 }] }, 'address'],
    [
      'one and a half of a product',
      { items: [{ productId: NOWHERE, quantity: 1.5 }], address: ADDRESS },
      'items.0.quantity',
    ],
    [
      'a country that there is not',
      { items: [{ productId: NOWHERE, quantity: 1 }], address: { ...ADDRESS, country: 'XX' } },
      'address.country',
    ],
  ])('are 400 with %s', async (_case, body, field) => {
    const { status, json } = await shop.send('POST', '/v1/orders', { body });
    expect([status, json()]).toMatchObject([400, { errors: [{ field }] }]);
  });
});
