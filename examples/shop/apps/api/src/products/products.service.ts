import { ConflictException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { and, asc, eq, gt } from 'drizzle-orm';
import { breaks } from '../../../../libs/database/failures.ts';
import { Database } from '../../../../libs/database/database.ts';
import { products } from '../../../../libs/database/schema.ts';
import { RatesService } from '../rates/rates.service.ts';
import { toPage, type Page } from '../pages/page.ts';
import type { Price } from './price.dto.ts';
import type { NewProduct, Product, ProductQuery } from './product.dto.ts';

@Injectable()
export class ProductsService {
  readonly #database: Database;
  readonly #rates: RatesService;

  constructor(@Inject(Database) database: Database, @Inject(RatesService) rates: RatesService) {
    this.#database = database;
    this.#rates = rates;
  }

  async list({ limit, after, category }: ProductQuery): Promise<Page<Product>> {
    const rows = await this.#database.db
      .select()
      .from(products)
      .where(and(after ? gt(products.id, after) : undefined, category && eq(products.category, category)))
      .orderBy(asc(products.id))
      .limit(limit + 1);
    return toPage(rows, limit);
  }

  async find(id: string): Promise<Product> {
    const [product] = await this.#database.db.select().from(products).where(eq(products.id, id));
    if (!product) throw new NotFoundException('There is no such product.');
    return product;
  }

  /** What a product costs in another currency, by the rate of this moment. */
  async priceIn(id: string, currency: string): Promise<Price> {
    const { priceCents } = await this.find(id);
    return { currency, amount: Math.round(priceCents * (await this.#rates.rateOf(currency))) };
  }

  async add(product: NewProduct): Promise<Product> {
    const [added] = await this.#database.db
      .insert(products)
      .values(product)
      .onConflictDoNothing({ target: products.sku })
      .returning();
    if (!added) throw new ConflictException('There is a product with this SKU.', { errorCode: 'SKU_TAKEN' });
    return added;
  }

  async remove(id: string): Promise<void> {
    try {
      const removed = await this.#database.db
        .delete(products)
        .where(eq(products.id, id))
        .returning({ id: products.id });
      if (removed.length === 0) throw new NotFoundException('There is no such product.');
    } catch (error) {
      if (!breaks('foreignKey', error)) throw error;
      throw new ConflictException('There are orders of this product.', { errorCode: 'PRODUCT_ORDERED' });
    }
  }
}
