/** What the three other shops share: tables and statements as in `examples/shop`, of which they have the same routes. */
import { drizzle } from 'drizzle-orm/node-postgres';
import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import pg from 'pg';

export const CATEGORIES = ['tools', 'toys', 'books'] as const;
export const STATUSES = ['placed', 'paid', 'cancelled'] as const;

export type Address = { street: string; city: string; postcode: string; country: string };

export const category = pgEnum('category', CATEGORIES);
export const orderStatus = pgEnum('order_status', STATUSES);

const id = () =>
  uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`);

export const products = pgTable('products', {
  id: id(),
  sku: text('sku').notNull().unique(),
  name: text('name').notNull(),
  category: category('category').notNull(),
  priceCents: integer('price_cents').notNull(),
  stock: integer('stock').notNull(),
});

export const orders = pgTable(
  'orders',
  {
    id: id(),
    customer: text('customer').notNull(),
    status: orderStatus('status').notNull().default('placed'),
    address: jsonb('address').$type<Address>().notNull(),
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('orders_of_customer').on(table.customer, table.id)],
);

export const orderItems = pgTable(
  'order_items',
  {
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    productId: uuid('product_id')
      .notNull()
      .references(() => products.id),
    quantity: integer('quantity').notNull(),
    priceCents: integer('price_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.productId] })],
);

export const db = drizzle(
  new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 1, idleTimeoutMillis: 0 }),
);
