import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startShop, type Shop } from './start-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.close());

const ADMIN = { groups: ['ADMINS'] };
const HAMMER = { sku: 'HAMMER-1', name: 'Hammer', category: 'tools', priceCents: 1999, stock: 10 };
const NOWHERE = '00000000-0000-4000-8000-000000000000';

describe('products', () => {
  it('are added by administrators, and read by everyone', async () => {
    const added = await shop.send('POST', '/v1/products', { ...ADMIN, body: HAMMER });
    expect(added.status).toBe(201);
    const { id } = added.json();
    const read = await shop.send('GET', `/v1/products/${String(id)}`, { as: undefined });
    expect([read.status, read.json()]).toEqual([200, { ...HAMMER, id }]);
  });

  it('are not added twice under the same SKU', async () => {
    await shop.send('POST', '/v1/products', { ...ADMIN, body: { ...HAMMER, sku: 'TWICE' } });
    const again = await shop.send('POST', '/v1/products', { ...ADMIN, body: { ...HAMMER, sku: 'TWICE' } });
    expect([again.status, again.json()]).toMatchObject([409, { code: 'SKU_TAKEN' }]);
  });

  it.each([
    ['a SKU of other letters', { sku: 'hammer' }, 'sku'],
    ['a category that there is not', { category: 'cars' }, 'category'],
    ['a name that the database cannot keep', { name: 'Ham\u0000mer' }, 'name'],
    ['a price of nothing', { priceCents: 0 }, 'priceCents'],
    ['a member that there is not', { colour: 'red' }, 'colour'],
  ])('are not added with %s', async (_case, change, field) => {
    const { status, json } = await shop.send('POST', '/v1/products', {
      ...ADMIN,
      body: { ...HAMMER, ...change },
    });
    expect([status, json()]).toMatchObject([400, { errors: [{ field }] }]);
  });

  it('are removed, once', async () => {
    const added = await shop.send('POST', '/v1/products', { ...ADMIN, body: { ...HAMMER, sku: 'GONE' } });
    const path = `/v1/products/${String(added.json()['id'])}`;
    const removed = await shop.send('DELETE', path, ADMIN);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await shop.send('DELETE', path, ADMIN)).status).toBe(404);
  });

  it('are 404 for an id that there is not, and 400 for one that is none', async () => {
    expect((await shop.send('GET', `/v1/products/${NOWHERE}`)).status).toBe(404);
    expect((await shop.send('GET', '/v1/products/hammer')).status).toBe(400);
  });

  it('come in pages that hold each of them once, of one category if asked', async () => {
    for (let number = 0; number < 5; number += 1)
      await shop.send('POST', '/v1/products', {
        ...ADMIN,
        body: { ...HAMMER, sku: `BOOK-${number}`, category: 'books' },
      });
    const skus: string[] = [];
    let after = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const query = `category=books&limit=2${after}`;
      const { status, json } = await shop.send('GET', '/v1/products', { as: undefined, query });
      expect(status).toBe(200);
      const { items, next } = json() as { items: { sku: string }[]; next?: string };
      skus.push(...items.map(({ sku }) => sku));
      after = next === undefined ? '' : `&after=${next}`;
    }
    expect(after).toBe('');
    expect(skus.toSorted()).toEqual(['BOOK-0', 'BOOK-1', 'BOOK-2', 'BOOK-3', 'BOOK-4']);
  });

  it('have a price in other currencies, by a service of others', async () => {
    const added = await shop.send('POST', '/v1/products', { ...ADMIN, body: { ...HAMMER, sku: 'PRICED' } });
    const path = `/v1/products/${String(added.json()['id'])}/price`;
    const priced = await shop.send('GET', path, { query: 'currency=USD' });
    expect([priced.status, priced.json()]).toEqual([200, { currency: 'USD', amount: 2159 }]);
    expect((await shop.send('GET', path, { query: 'currency=EUR' })).json()).toMatchObject({ amount: 1999 });
    expect((await shop.send('GET', path, { query: 'currency=XXZ' })).status).toBe(400);
  });

  it('have none for now while that service does not know', async () => {
    const added = await shop.send('POST', '/v1/products', { ...ADMIN, body: { ...HAMMER, sku: 'UNPRICED' } });
    const path = `/v1/products/${String(added.json()['id'])}/price`;
    const { status, headers, json } = await shop.send('GET', path, { query: 'currency=CHF' });
    expect([status, headers['retry-after'], json()]).toMatchObject([503, '30', { code: 'NO_RATES' }]);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'after=x', 'category=cars'])(
    'are not listed for ?%s',
    async (query) => {
      expect((await shop.send('GET', '/v1/products', { query })).status).toBe(400);
    },
  );
});

describe('a picture of a product', () => {
  const PICTURE = { contentType: 'image/png', bytes: 4 };
  const sign = async (sku: string, body: object = PICTURE) => {
    const added = await shop.send('POST', '/v1/products', { ...ADMIN, body: { ...HAMMER, sku } });
    return shop.send('POST', `/v1/products/${String(added.json()['id'])}/picture`, { ...ADMIN, body });
  };
  const put = async (url: string, type: string, picture: string): Promise<number> => {
    const headers = { 'content-type': type };
    return (await fetch(url, { method: 'PUT', headers, body: picture })).status;
  };

  it('is sent to S3 by its administrator, at an address that is signed for its type and length', async () => {
    const signed = await sign('PICTURE-1');
    expect([signed.status, signed.json()['expiresIn']]).toEqual([201, 300]);
    const url = String(signed.json()['url']);
    const { searchParams } = new URL(url);
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
    expect(searchParams.get('X-Amz-Expires')).toBe('300');
    expect(await put(url, 'image/png', 'PNG!')).toBe(200);
  });

  it.each([
    ['a type that is no picture', { contentType: 'text/html' }],
    ['more bytes than a picture may have', { bytes: 5_000_001 }],
  ])('is not signed with %s', async (name, change) => {
    expect((await sign(`NO-${name.length}`, { ...PICTURE, ...change })).status).toBe(400);
  });

  it('is of a product that there is', async () => {
    const { status } = await shop.send('POST', `/v1/products/${NOWHERE}/picture`, {
      ...ADMIN,
      body: PICTURE,
    });
    expect(status).toBe(404);
  });
});
