import { and, asc, eq, gt } from 'drizzle-orm';
import { type CATEGORIES, db, products } from './database.js';
import { Failure } from './failure.js';

export type NewProduct = {
  sku: string;
  name: string;
  category: (typeof CATEGORIES)[number];
  priceCents: number;
  stock: number;
};
export type ProductQuery = {
  limit: number;
  after?: string | undefined;
  category?: NewProduct['category'] | undefined;
};

export async function listProducts({ limit, after, category }: ProductQuery) {
  const rows = await db
    .select()
    .from(products)
    .where(and(after ? gt(products.id, after) : undefined, category && eq(products.category, category)))
    .orderBy(asc(products.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return rows.length > limit ? { items, next: items.at(-1)?.id } : { items };
}

export async function findProduct(id: string) {
  const [product] = await db.select().from(products).where(eq(products.id, id));
  if (!product) throw new Failure(404, 'There is no such product.');
  return product;
}

export async function addProduct(product: NewProduct) {
  const [added] = await db
    .insert(products)
    .values(product)
    .onConflictDoNothing({ target: products.sku })
    .returning();
  if (!added) throw new Failure(409, 'There is a product with this SKU.');
  return added;
}

export async function removeProduct(id: string): Promise<void> {
  const removed = await db.delete(products).where(eq(products.id, id)).returning({ id: products.id });
  if (removed.length === 0) throw new Failure(404, 'There is no such product.');
}

/** What a product costs in another currency, as another service tells. */
export async function priceProduct(id: string, currency: string) {
  const { priceCents } = await findProduct(id);
  const url = new URL(currency, process.env['RATES_URL']);
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Failure(503, 'Prices in other currencies are not known right now.');
  const { rate } = (await response.json()) as { rate: number };
  return { currency, amount: Math.round(priceCents * rate) };
}
